package org.claimexchange.verifier.trace;

import java.time.Instant;
import java.util.List;
import org.claimexchange.model.consent.ConsentOpenings;
import org.claimexchange.model.consent.ConsentStatement;
import org.claimexchange.model.consent.GrantorProof;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.Recipient;
import org.claimexchange.model.consent.RecipientRole;
import org.claimexchange.model.consent.RelationKind;
import org.claimexchange.model.consent.Standing;
import org.claimexchange.model.consent.Terms;
import org.claimexchange.model.consent.Witness;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.person.Person;
import org.claimexchange.model.register.EntryStatus;
import org.claimexchange.model.register.LoginPlace;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.Proven;
import org.claimexchange.model.register.Relation;
import org.claimexchange.model.register.Role;
import org.claimexchange.model.request.RequestBody;
import org.claimexchange.model.transaction.Grant;

/** A person granted. */
final class GrantStep implements StepKind<Grant.Open, Grant.Hidden> {
  @Override
  public String function() {
    return Grant.FUNCTION;
  }

  @Override
  public String title() {
    return "授权";
  }

  @Override
  public Class<Grant.Open> openType() {
    return Grant.Open.class;
  }

  @Override
  public Class<Grant.Hidden> hiddenType() {
    return Grant.Hidden.class;
  }

  @Override
  public Subject subject(Grant.Open open) {
    return new Subject.OfConsent(open.consent());
  }

  @Override
  public void note(Grant.Open open, Instant time, LedgerIndex ledger) {
    ledger.consent(open.consent(), open.request(), open.statement(), time);
  }

  @Override
  public void check(Grant.Open open, Grant.Hidden hidden, StepChecks checks) {
    ConsentStatement statement = hidden.statement();
    GrantorProof proof = hidden.proof();
    checks.require(
        statement.digest().matches(open.statement())
            && statement.consent().equals(open.consent())
            && statement.request().equals(open.request()),
        FindingKind.STATEMENT);
    checks.require(hidden.openings().open(statement), FindingKind.OPENINGS);
    checks.same(
        checks.ledger().requestBody(open.request()),
        hidden.request().digest(),
        FindingKind.REQUEST_BODY);
    checks.require(within(hidden.openings(), hidden.request()), FindingKind.SCOPE);
    checks.require(maySign(hidden, checks), FindingKind.RELATION);
    checks.require(mayWitness(hidden), FindingKind.WITNESS);
    List<Standing> standing = hidden.openings().terms().value().standing();
    checks.require(
        standing.isEmpty() || standing.equals(hidden.request().standing()), FindingKind.STANDING);
    checks.require(proof.hidden(hidden.proofSalt()).matches(open.proof()), FindingKind.PROOF);
    checks.require(spent(proof, statement.digest()).matches(open.nonce()), FindingKind.NONCE);
    checks.signedBy(
        hidden.openings().grantor().value(),
        statement.canonicalBytes(),
        proof,
        hidden.provider(),
        LoginPlace.of(hidden.openings().witness().value()));
    checks.proven(hidden.caller());
    checks.proven(hidden.participants());
    checks.proven(hidden.approval());
    checks.proven(hidden.template());
    checks.proven(hidden.relation());
  }

  @Override
  public void summarize(Grant.Open open, Grant.Hidden hidden, Summary summary) {
    String insurer = insurer(hidden.openings());
    summary.granted(
        hidden.participants().stream()
            .map(proven -> proven.entry())
            .filter(entry -> entry.id().equals(insurer))
            .map(entry -> entry.name())
            .findFirst()
            .orElse(insurer),
        hidden.openings().terms().value());
  }

  @Override
  public void tell(Grant.Open open, Grant.Hidden hidden, Telling telling) {
    ConsentOpenings openings = hidden.openings();
    Words words = telling.words();
    telling.fact("subject", "查询对象", words.person(openings.subject().value()));
    telling.fact("grantor", "签署人", words.person(openings.grantor().value()));
    telling.fact("relation", "与对象关系", relation(hidden, telling));
    telling.fact(
        "login",
        "登录",
        hidden.provider().entry().id() + "，" + words.login(hidden.proof().idToken()));
    for (Witness witness : openings.witness().value()) {
      telling.fact(
          "signedAt",
          "签署地点",
          "医院柜台，见证人 " + telling.participant(witness.participant()) + " " + witness.desk());
    }
    telling.fact(
        "text",
        "所看文本",
        openings.shown().value().template()
            + "（"
            + openings.shown().value().language()
            + "），SHA-256 "
            + words.sha256(openings.shown().value().text()));
    Terms terms = openings.terms().value();
    telling.fact(
        "terms",
        "有效期",
        words.time(terms.notBefore())
            + " 至 "
            + words.time(terms.notAfter())
            + "，可用 "
            + terms.uses()
            + " 次");
    terms.standing().forEach(standing -> telling.fact("standing", "长期授权", standing(standing)));
    telling.fact("purpose", "用途", words.purpose(openings.purpose().value()));
    for (Recipient recipient : openings.recipients().value()) {
      telling.fact(
          "recipient",
          words.recipientRole(recipient.role()),
          telling.participant(recipient.participant()));
    }
    GrantedParts.tell(hidden.request(), openings, telling);
  }

  private static String insurer(ConsentOpenings openings) {
    return openings.recipients().value().stream()
        .filter(recipient -> recipient.role() == RecipientRole.INSURER)
        .map(Recipient::participant)
        .findFirst()
        .orElse("");
  }

  private static String standing(Standing standing) {
    return "保单 " + standing.policy() + (standing.noticeOfEachUse() ? "，每次使用均告知本人" : "，使用不告知本人");
  }

  private static String relation(Grant.Hidden hidden, Telling telling) {
    StringBuilder told =
        new StringBuilder(telling.words().relation(hidden.openings().relation().value()));
    for (var proven : hidden.relation()) {
      told.append("（登记 ")
          .append(proven.entry().id())
          .append("，见证 ")
          .append(telling.participant(proven.entry().attestedBy()))
          .append("）");
    }
    return told.toString();
  }

  private static boolean within(ConsentOpenings openings, RequestBody request) {
    boolean partsWithin =
        openings.parts().stream().allMatch(granted -> isAsked(granted.value(), request));
    return partsWithin
        && openings.subject().value().id().equals(request.subject())
        && openings.purpose().value() == request.purpose()
        && request.recipients().containsAll(openings.recipients().value());
  }

  private static boolean isAsked(Part granted, RequestBody request) {
    return request.parts().stream().anyMatch(asked -> asked.covers(granted));
  }

  private static boolean maySign(Grant.Hidden hidden, StepChecks checks) {
    Person subject = hidden.openings().subject().value();
    Person grantor = hidden.openings().grantor().value();
    RelationKind kind = hidden.openings().relation().value();
    if (kind == RelationKind.SELF) {
      return subject.equals(grantor);
    }
    if (hidden.relation().size() != 1) {
      return false;
    }
    Relation registered = hidden.relation().get(0).entry();
    return registered.kind() == kind
        && registered.subject().equals(subject.id())
        && registered.grantor().equals(grantor.id())
        && registered.liveAt(checks.time())
        && hidden.participants().stream()
            .map(Proven::entry)
            .filter(one -> one.id().equals(registered.attestedBy()))
            .anyMatch(GrantStep::mayAttest);
  }

  private static boolean mayAttest(Participant participant) {
    return participant.status() == EntryStatus.ACTIVE
        && (participant.role() == Role.SOURCE || participant.role() == Role.REGULATOR);
  }

  /** One source at its own counter, for its own records and no others. */
  private static boolean mayWitness(Grant.Hidden hidden) {
    List<Witness> witnesses = hidden.openings().witness().value();
    return witnesses.size() <= 1
        && witnesses.stream()
            .allMatch(witness ->
                hidden.openings().parts().stream()
                    .allMatch(part -> part.value().source().equals(witness.participant())));
  }

  /** What stands on the ledger for the nonce that key and statement commit to. */
  static Digest spent(GrantorProof proof, Digest statement) {
    Digest thumbprint = Digest.of(proof.key().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return GrantorProof.spent(
        GrantorProof.nonce(thumbprint, statement, proof.random()), proof.random());
  }
}
