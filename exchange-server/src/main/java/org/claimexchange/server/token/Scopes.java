package org.claimexchange.server.token;

import java.util.Set;

/** What an access token allows (SMART App Launch 2.2, scopes). */
public final class Scopes {
  /** Create, read, update and search data requests. */
  public static final String TASK = "system/Task.cru";

  /** Read what was delivered, and fetch it. */
  public static final String DOCUMENT = "system/DocumentReference.rs";

  /** Hand over what a source has, by its agent. */
  public static final String SOURCE = "system/source";

  /** All that an insurer may ask for. */
  public static final Set<String> ALL = Set.of(TASK, DOCUMENT);

  private Scopes() {}
}
