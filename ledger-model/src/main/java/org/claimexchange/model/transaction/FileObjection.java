package org.claimexchange.model.transaction;

import org.claimexchange.model.consent.ConsentStatement;
import org.claimexchange.model.consent.GrantorProof;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Opening;
import org.claimexchange.model.disclosure.Salt;
import org.claimexchange.model.objection.ObjectionBody;
import org.claimexchange.model.person.Person;
import org.claimexchange.model.register.IdentityProvider;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.Proven;

/**
 * Disputes a record (异议). Made by the consent's grantor or subject alone; handed in by any
 * organization, whether or not the consent is still in force.
 */
public record FileObjection(Open open, Hidden hidden) implements Transaction {
  /** The contract's function. */
  public static final String FUNCTION = "fileObjection";

  /**
   * What stands in the block.
   *
   * @param objection id
   * @param consent id of the consent
   * @param body digest of the objection's body
   * @param proof salted digest of the person's proof
   * @param nonce digest of the token's nonce, spent with this
   */
  public record Open(String objection, String consent, Digest body, Digest proof, Digest nonce) {}

  /**
   * What only the endorsing peers see.
   *
   * @param caller the caller's entry, whose certificate is the creator's
   * @param statement the consent's statement
   * @param person who objects: the opening of the statement's grantor or of its subject
   * @param body what was signed
   * @param proof token, key and signature
   * @param proofSalt hides the proof
   * @param provider the identity provider's entry
   */
  public record Hidden(
      Proven<Participant> caller,
      ConsentStatement statement,
      Opening<Person> person,
      ObjectionBody body,
      GrantorProof proof,
      Salt proofSalt,
      Proven<IdentityProvider> provider) {
    @Override
    public String toString() {
      return "FileObjection.Hidden[…]";
    }
  }

  @Override
  public String function() {
    return FUNCTION;
  }
}
