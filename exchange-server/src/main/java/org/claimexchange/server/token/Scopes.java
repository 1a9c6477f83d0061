package org.claimexchange.server.token;

import java.util.Set;

/** What an access token allows (SMART App Launch 2.2, scopes). */
public final class Scopes {
  /** Create, read, update and search data requests. */
  public static final String TASK = "system/Task.cru";

  /** Read what was delivered, and fetch it. */
  public static final String DOCUMENT = "system/DocumentReference.rs";

  /** All of them. */
  public static final Set<String> ALL = Set.of(TASK, DOCUMENT);

  private Scopes() {}
}
