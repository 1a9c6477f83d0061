package org.claimexchange.model.transaction;

import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.register.Approval;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.Proven;
import org.claimexchange.model.request.RequestBody;

/** An insurer's request, inside its approval. Called by the operator. */
public record RecordRequest(Open open, Hidden hidden) implements Transaction {
  /** The contract's function. */
  public static final String FUNCTION = "recordRequest";

  /**
   * What stands in the block.
   *
   * @param request id
   * @param body digest of the request's body
   */
  public record Open(String request, Digest body) {}

  /**
   * What only the endorsing peers see.
   *
   * @param caller the caller's entry, whose certificate is the creator's
   * @param body what is asked
   * @param insurer the insurer's entry
   * @param approval the approval that covers it
   */
  public record Hidden(
      Proven<Participant> caller,
      RequestBody body,
      Proven<Participant> insurer,
      Proven<Approval> approval) {
    @Override
    public String toString() {
      return "RecordRequest.Hidden[…]";
    }
  }

  @Override
  public String function() {
    return FUNCTION;
  }
}
