package org.claimexchange.chaincode.release;

import static org.claimexchange.chaincode.refusal.RefusedException.unless;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.claimexchange.chaincode.caller.Call;
import org.claimexchange.chaincode.consent.RelationCheck;
import org.claimexchange.chaincode.refusal.RefusedException;
import org.claimexchange.chaincode.register.ApprovalCheck;
import org.claimexchange.chaincode.request.RecipientCheck;
import org.claimexchange.model.consent.ConsentOpenings;
import org.claimexchange.model.consent.ConsentState;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.Recipient;
import org.claimexchange.model.consent.Witness;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Opening;
import org.claimexchange.model.register.Role;
import org.claimexchange.model.transaction.Cover;
import org.claimexchange.model.transaction.LedgerRefusal.Code;

/**
 * Whether a consent still covers what is done under it: judged anew at each step, at its own time,
 * since an endorsement can be held back.
 */
public final class CoverCheck {
  private final ApprovalCheck approvals = new ApprovalCheck();
  private final RelationCheck relations = new RelationCheck();

  /** Refuses unless the consent is in force, with all its parts. */
  public void check(Call call, ConsentState consent, Cover cover) {
    check(call, consent, cover, cover.statement().parts());
  }

  /**
   * Refuses unless the consent is in force and covers these parts.
   *
   * @param parts digests of the parts concerned
   */
  public void check(Call call, ConsentState consent, Cover cover, List<Digest> parts) {
    sourcesCount(call, cover, covered(call, consent, cover, parts));
  }

  /**
   * The same for records that have left their sources already: these need not be active any more.
   */
  public void checkDelivered(Call call, ConsentState consent, Cover cover) {
    covered(call, consent, cover, cover.statement().parts());
  }

  private List<Part> covered(Call call, ConsentState consent, Cover cover, List<Digest> parts) {
    statementIsTheConsents(consent, cover);
    isActive(consent);
    isInItsPeriod(call, cover.openings());
    List<Part> granted = granted(cover, parts);
    relations.counts(call, cover.openings(), cover.relation(), cover.participants());
    witnessCounts(call, cover);
    recipientsCount(call, cover);
    approvals.check(
        call,
        cover.approval(),
        RecipientCheck.insurer(cover.openings().recipients().value()),
        cover.openings().purpose().value(),
        granted);
    return granted;
  }

  private static void statementIsTheConsents(ConsentState consent, Cover cover) {
    unless(
        cover.statement().digest().matches(consent.statement()),
        Code.DIGEST_MISMATCH,
        "the statement must be the consent's");
    unless(
        cover.openings().open(cover.statement()),
        Code.DIGEST_MISMATCH,
        "the openings must be those of the statement, each under its name");
  }

  private static void isActive(ConsentState consent) {
    switch (consent.status()) {
      case ACTIVE -> {}
      case REVOKED ->
          throw new RefusedException(
              Code.CONSENT_REVOKED, "the consent must be active, found it withdrawn");
    }
  }

  private static void isInItsPeriod(Call call, ConsentOpenings openings) {
    unless(
        openings.terms().value().liveAt(call.time()),
        Code.CONSENT_EXPIRED,
        "the consent must be in its period");
  }

  private static List<Part> granted(Cover cover, List<Digest> parts) {
    Map<Digest, Part> granted = new HashMap<>();
    for (Opening<Part> part : cover.openings().parts()) {
      granted.put(part.digest(), part.value());
    }
    unless(
        parts.stream().distinct().count() == parts.size() && granted.keySet().containsAll(parts),
        Code.PART_NOT_GRANTED,
        "each part must be one of the consent's, named once");
    return parts.stream().map(granted::get).toList();
  }

  private static void witnessCounts(Call call, Cover cover) {
    for (Witness witness : cover.openings().witness().value()) {
      call.registers()
          .participant(
              cover.participants(), witness.participant(), Role.SOURCE, Code.WRONG_WITNESS);
    }
  }

  private static void recipientsCount(Call call, Cover cover) {
    for (Recipient recipient : cover.openings().recipients().value()) {
      call.registers()
          .participant(
              cover.participants(), recipient.participant(), Role.INSURER, Code.WRONG_RECIPIENT);
    }
  }

  private static void sourcesCount(Call call, Cover cover, List<Part> parts) {
    for (Part part : parts) {
      call.registers()
          .participant(cover.participants(), part.source(), Role.SOURCE, Code.NOT_IN_REGISTER);
    }
  }
}
