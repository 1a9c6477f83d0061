package org.claimexchange.model.transaction;

import java.util.List;
import org.claimexchange.model.consent.ConsentStatement;
import org.claimexchange.model.consent.Recipient;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Opening;
import org.claimexchange.model.disclosure.Salt;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.Proven;

/**
 * The insurer's signed word that the package came. Called by the operator, made by nobody but the
 * insurer.
 */
public record RecordReceipt(Open open, Hidden hidden) implements Transaction {
  /** The contract's function. */
  public static final String FUNCTION = "recordReceipt";

  /**
   * What stands in the block.
   *
   * @param delivery id of the delivery
   * @param receipt salted digest of the receipt's JWS
   */
  public record Open(String delivery, Digest receipt) {}

  /**
   * What only the endorsing peers see.
   *
   * @param caller the caller's entry, whose certificate is the creator's
   * @param receipt compact JWS over a receipt's body
   * @param salt hides the receipt
   * @param insurer the entry of the recipient that signed
   * @param statement the consent's statement
   * @param recipients who may receive
   */
  public record Hidden(
      Proven<Participant> caller,
      String receipt,
      Salt salt,
      Proven<Participant> insurer,
      ConsentStatement statement,
      Opening<List<Recipient>> recipients) {
    @Override
    public String toString() {
      return "RecordReceipt.Hidden[…]";
    }
  }

  @Override
  public String function() {
    return FUNCTION;
  }
}
