package org.claimexchange.chaincode.state;

import static org.claimexchange.chaincode.refusal.RefusedException.unless;

import java.util.regex.Pattern;
import org.claimexchange.model.transaction.LedgerRefusal.Code;

/** The form of opaque ids: 128 random bits, so that an id tells nothing and fits a key. */
public final class Ids {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{22}");

  private Ids() {}

  /** Refuses what is not 22 characters of base64url. */
  public static void check(String id) {
    unless(
        FORM.matcher(id).matches(),
        Code.MALFORMED,
        "an id is 22 characters of base64url, found " + id.length());
  }
}
