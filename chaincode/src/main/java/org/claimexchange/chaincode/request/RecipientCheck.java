package org.claimexchange.chaincode.request;

import static org.claimexchange.chaincode.refusal.RefusedException.unless;

import java.util.List;
import org.claimexchange.chaincode.refusal.RefusedException;
import org.claimexchange.model.consent.Recipient;
import org.claimexchange.model.consent.RecipientRole;
import org.claimexchange.model.transaction.LedgerRefusal.Code;

/** Who may be named to receive. */
public final class RecipientCheck {
  private static final int MOST = 16;

  private RecipientCheck() {}

  /** Id of the one insurer among the recipients, each of whom is named once. */
  public static String insurer(List<Recipient> recipients) {
    unless(
        recipients.size() <= MOST
            && recipients.stream().map(Recipient::participant).distinct().count()
                == recipients.size(),
        Code.WRONG_RECIPIENT,
        "expected at most " + MOST + " recipients, each named once");
    List<Recipient> insurers =
        recipients.stream().filter(one -> one.role() == RecipientRole.INSURER).toList();
    if (insurers.size() != 1) {
      throw new RefusedException(
          Code.WRONG_RECIPIENT,
          "expected one insurer among the recipients, found " + insurers.size());
    }
    return insurers.getFirst().participant();
  }
}
