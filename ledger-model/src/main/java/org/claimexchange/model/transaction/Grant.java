package org.claimexchange.model.transaction;

import java.util.List;
import org.claimexchange.model.consent.ConsentOpenings;
import org.claimexchange.model.consent.ConsentStatement;
import org.claimexchange.model.consent.GrantorProof;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Salt;
import org.claimexchange.model.register.Approval;
import org.claimexchange.model.register.IdentityProvider;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.Proven;
import org.claimexchange.model.register.Relation;
import org.claimexchange.model.register.TextTemplate;
import org.claimexchange.model.request.RequestBody;

/** A grantor's consent. Called by the operator; made by nobody but the grantor. */
public record Grant(Open open, Hidden hidden) implements Transaction {
  /** The contract's function. */
  public static final String FUNCTION = "grant";

  /**
   * What stands in the block.
   *
   * @param consent id
   * @param request id of the request it answers
   * @param statement digest of the statement
   * @param proof salted digest of the grantor's proof
   * @param nonce digest of the token's nonce, spent with this
   */
  public record Open(
      String consent, String request, Digest statement, Digest proof, Digest nonce) {}

  /**
   * What only the endorsing peers see.
   *
   * @param caller the caller's entry, whose certificate is the creator's
   * @param request body of the request
   * @param statement what was signed
   * @param openings the values behind it
   * @param proof token, key and signature
   * @param proofSalt hides the proof
   * @param provider the identity provider's entry
   * @param participants entries of all recipients and sources
   * @param approval the approval that covers it
   * @param template the entry of the text shown
   * @param relation who may sign for whom, one element; empty where the grantor is the subject
   */
  public record Hidden(
      Proven<Participant> caller,
      RequestBody request,
      ConsentStatement statement,
      ConsentOpenings openings,
      GrantorProof proof,
      Salt proofSalt,
      Proven<IdentityProvider> provider,
      List<Proven<Participant>> participants,
      Proven<Approval> approval,
      Proven<TextTemplate> template,
      List<Proven<Relation>> relation) {
    @Override
    public String toString() {
      return "Grant.Hidden[…]";
    }
  }

  @Override
  public String function() {
    return FUNCTION;
  }
}
