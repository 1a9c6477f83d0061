package org.claimexchange.model.transaction;

import org.claimexchange.model.delivery.DeliveryBody;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.Proven;
import org.claimexchange.model.release.ReleaseBody;

/**
 * Records a sealed package; refused if the consent was withdrawn meanwhile. Called by the operator.
 */
public record RecordDelivery(Open open, Hidden hidden) implements Transaction {
  /** The contract's function. */
  public static final String FUNCTION = "recordDelivery";

  /**
   * What stands in the block.
   *
   * @param delivery id
   * @param release id of the release
   * @param sealed SHA-256 of the sealed package
   * @param body digest of the delivery's body
   */
  public record Open(String delivery, String release, Digest sealed, Digest body) {}

  /**
   * What only the endorsing peers see.
   *
   * @param caller the caller's entry, whose certificate is the creator's
   * @param body what it holds
   * @param release the release's body
   * @param cover the consent and all that it rests on
   */
  public record Hidden(
      Proven<Participant> caller, DeliveryBody body, ReleaseBody release, Cover cover) {
    @Override
    public String toString() {
      return "RecordDelivery.Hidden[…]";
    }
  }

  @Override
  public String function() {
    return FUNCTION;
  }
}
