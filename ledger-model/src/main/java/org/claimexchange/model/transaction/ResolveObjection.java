package org.claimexchange.model.transaction;

import org.claimexchange.model.consent.ConsentStatement;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Opening;
import org.claimexchange.model.disclosure.Salt;
import org.claimexchange.model.objection.ObjectionBody;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.Proven;

/**
 * The source's signed answer to an objection. Called by the operator or the regulator, so that no
 * creator tells whose record it is about; made by nobody but the source.
 */
public record ResolveObjection(Open open, Hidden hidden) implements Transaction {
  /** The contract's function. */
  public static final String FUNCTION = "resolveObjection";

  /**
   * What stands in the block.
   *
   * @param objection id of the objection
   * @param answer salted digest of the answer's JWS
   */
  public record Open(String objection, Digest answer) {}

  /**
   * What only the endorsing peers see.
   *
   * @param caller the caller's entry, whose certificate is the creator's
   * @param body the objection's body
   * @param answer compact JWS over an answer's body
   * @param salt hides the answer
   * @param source the entry of the source that signed
   * @param statement the consent's statement
   * @param part the part that the objection is about
   */
  public record Hidden(
      Proven<Participant> caller,
      ObjectionBody body,
      String answer,
      Salt salt,
      Proven<Participant> source,
      ConsentStatement statement,
      Opening<Part> part) {
    @Override
    public String toString() {
      return "ResolveObjection.Hidden[…]";
    }
  }

  @Override
  public String function() {
    return FUNCTION;
  }
}
