package org.claimexchange.chaincode.consent;

import static org.claimexchange.chaincode.refusal.RefusedException.unless;

import java.util.List;
import java.util.Optional;
import org.claimexchange.chaincode.caller.Call;
import org.claimexchange.chaincode.identity.ProofCheck;
import org.claimexchange.chaincode.refusal.RefusedException;
import org.claimexchange.chaincode.register.ApprovalCheck;
import org.claimexchange.chaincode.request.PartsCheck;
import org.claimexchange.chaincode.request.RecipientCheck;
import org.claimexchange.model.consent.ConsentOpenings;
import org.claimexchange.model.consent.ConsentStatement;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.Recipient;
import org.claimexchange.model.consent.ShownText;
import org.claimexchange.model.disclosure.Opening;
import org.claimexchange.model.register.LoginPlace;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.model.register.Role;
import org.claimexchange.model.register.TextTemplate;
import org.claimexchange.model.request.RequestBody;
import org.claimexchange.model.request.RequestState;
import org.claimexchange.model.request.RequestStatus;
import org.claimexchange.model.transaction.Grant;
import org.claimexchange.model.transaction.LedgerRefusal.Code;

/** Everything that must hold for a consent, in the order of the design. */
final class GrantChecks {
  private final ProofCheck proofs = new ProofCheck();
  private final ApprovalCheck approvals = new ApprovalCheck();
  private final RelationCheck relations = new RelationCheck();
  private final TermsCheck terms = new TermsCheck();
  private final WitnessCheck witnesses = new WitnessCheck();

  /**
   * Refuses unless the grantor consented to exactly this, and may.
   *
   * @param request as it stands on the ledger
   * @param spentFor what stands there for the nonce
   */
  void check(Call call, Grant grant, RequestState request, Optional<String> spentFor) {
    statementIsWhatStands(grant);
    openingsAreTheStatements(grant);
    requestIsOpen(grant, request);
    subjectIsTheRequests(grant);
    recipientsAreTheRequests(call, grant);
    scopeIsWithinTheRequest(grant);
    sourcesCount(call, grant);
    approvalCovers(call, grant);
    textIsRegistered(call, grant);
    terms.check(
        grant.hidden().openings().terms().value(),
        grant.hidden().request().standing(),
        call.time());
    relations.signs(
        call, grant.hidden().openings(), grant.hidden().relation(), grant.hidden().participants());
    LoginPlace place =
        witnesses.check(
            call,
            grant.hidden().openings().witness().value(),
            parts(grant),
            grant.hidden().participants());
    nonceIsFresh(spentFor);
    grantorSigned(call, grant, place);
  }

  private static void statementIsWhatStands(Grant grant) {
    Grant.Open open = grant.open();
    ConsentStatement statement = grant.hidden().statement();
    unless(
        statement.consent().equals(open.consent())
            && statement.request().equals(open.request())
            && statement.digest().matches(open.statement()),
        Code.DIGEST_MISMATCH,
        "the statement must be the one whose digest the consent names");
    unless(
        grant.hidden().proof().hidden(grant.hidden().proofSalt()).matches(open.proof()),
        Code.DIGEST_MISMATCH,
        "the proof must be the one whose digest the consent names");
  }

  private static void openingsAreTheStatements(Grant grant) {
    unless(
        grant.hidden().openings().open(grant.hidden().statement()),
        Code.DIGEST_MISMATCH,
        "the openings must be those of the statement, each under its name");
  }

  private static void requestIsOpen(Grant grant, RequestState request) {
    RequestBody body = grant.hidden().request();
    unless(
        body.digest().matches(request.body()),
        Code.DIGEST_MISMATCH,
        "the request's body must be the one whose digest stands on the ledger");
    unless(
        request.status() == RequestStatus.RECORDED,
        Code.REQUEST_CLOSED,
        "the request must be unanswered, found " + request.status());
  }

  private static void subjectIsTheRequests(Grant grant) {
    unless(
        grant.hidden().openings().subject().value().id().equals(grant.hidden().request().subject()),
        Code.WRONG_SUBJECT,
        "the statement must be about the person of the request");
  }

  private static void recipientsAreTheRequests(Call call, Grant grant) {
    RequestBody request = grant.hidden().request();
    List<Recipient> recipients = grant.hidden().openings().recipients().value();
    unless(
        request.recipients().containsAll(recipients)
            && RecipientCheck.insurer(recipients).equals(request.insurer()),
        Code.WRONG_RECIPIENT,
        "the recipients must be recipients of the request, its insurer among them");
    for (Recipient recipient : recipients) {
      call.registers()
          .participant(
              grant.hidden().participants(),
              recipient.participant(),
              Role.INSURER,
              Code.WRONG_RECIPIENT);
    }
  }

  private static void scopeIsWithinTheRequest(Grant grant) {
    RequestBody request = grant.hidden().request();
    ConsentOpenings openings = grant.hidden().openings();
    PartsCheck.check(parts(grant));
    unless(
        openings.purpose().value() == request.purpose(),
        Code.SCOPE_WIDER_THAN_REQUEST,
        "the purpose must be the request's");
    for (Part part : parts(grant)) {
      unless(
          request.parts().stream().anyMatch(asked -> asked.covers(part)),
          Code.SCOPE_WIDER_THAN_REQUEST,
          "each part must lie within a part of the request");
    }
  }

  private static void sourcesCount(Call call, Grant grant) {
    for (Part part : parts(grant)) {
      call.registers()
          .participant(
              grant.hidden().participants(), part.source(), Role.SOURCE, Code.NOT_IN_REGISTER);
    }
  }

  private void approvalCovers(Call call, Grant grant) {
    RequestBody request = grant.hidden().request();
    approvals.check(
        call, grant.hidden().approval(), request.insurer(), request.purpose(), parts(grant));
  }

  private static void textIsRegistered(Call call, Grant grant) {
    ShownText shown = grant.hidden().openings().shown().value();
    TextTemplate template =
        call.registers().proven(RegisterName.TEMPLATES, grant.hidden().template());
    unless(
        template.liveAt(call.time())
            && template.id().equals(shown.template())
            && template.language().equals(shown.language()),
        Code.TEMPLATE_NOT_REGISTERED,
        "the text must be made from a registered template in its period, in its language");
  }

  private static void nonceIsFresh(Optional<String> spentFor) {
    if (spentFor.isPresent()) {
      throw new RefusedException(
          Code.NONCE_SPENT, "the token's nonce must be fresh, found it spent");
    }
  }

  private void grantorSigned(Call call, Grant grant, LoginPlace place) {
    ConsentStatement statement = grant.hidden().statement();
    proofs.check(
        call,
        grant.hidden().provider(),
        grant.hidden().proof(),
        new ProofCheck.Expected(
            statement.canonicalBytes(),
            grant.open().statement(),
            grant.hidden().openings().grantor().value(),
            grant.open().nonce(),
            place,
            false));
  }

  private static List<Part> parts(Grant grant) {
    return grant.hidden().openings().parts().stream().map(Opening::value).toList();
  }
}
