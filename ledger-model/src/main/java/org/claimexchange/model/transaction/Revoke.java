package org.claimexchange.model.transaction;

import java.util.List;
import org.claimexchange.model.consent.ConsentStatement;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Opening;
import org.claimexchange.model.disclosure.Salt;
import org.claimexchange.model.person.Person;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.Proven;

/**
 * Withdraws a consent: by its grantor, handed in by any organization, or by the regulator for a
 * person it has checked.
 */
public record Revoke(Open open, Hidden hidden) implements Transaction {
  /** The contract's function. */
  public static final String FUNCTION = "revoke";

  /**
   * What stands in the block.
   *
   * @param consent id
   * @param proof salted digest of the grantor's proof, or of the caller's id where the regulator
   *     withdraws
   * @param nonce digest of the token's nonce, spent with this; where the regulator withdraws, of
   *     fresh random bits
   */
  public record Open(String consent, Digest proof, Digest nonce) {}

  /**
   * What only the endorsing peers see.
   *
   * @param caller the caller's entry, whose certificate is the creator's
   * @param statement the consent's statement
   * @param person who withdraws: the opening of the statement's grantor or of its subject
   * @param withdrawal the grantor's signed statement, one element; empty where the regulator
   *     withdraws
   * @param proofSalt hides the proof
   */
  public record Hidden(
      Proven<Participant> caller,
      ConsentStatement statement,
      Opening<Person> person,
      List<Withdrawal> withdrawal,
      Salt proofSalt) {
    @Override
    public String toString() {
      return "Revoke.Hidden[…]";
    }
  }

  @Override
  public String function() {
    return FUNCTION;
  }
}
