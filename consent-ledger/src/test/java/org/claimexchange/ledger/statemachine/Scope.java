package org.claimexchange.ledger.statemachine;

import static org.claimexchange.ledger.statemachine.Broken.unless;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.claimexchange.model.consent.ConsentState;
import org.claimexchange.model.consent.ConsentStatement;
import org.claimexchange.model.consent.ConsentStatus;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.Purpose;
import org.claimexchange.model.consent.Recipient;
import org.claimexchange.model.consent.RecipientRole;
import org.claimexchange.model.consent.Terms;
import org.claimexchange.model.consent.Witness;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Opening;
import org.claimexchange.model.register.Approval;
import org.claimexchange.model.register.EntryStatus;
import org.claimexchange.model.register.Proven;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.model.register.Role;
import org.claimexchange.model.register.TextTemplate;
import org.claimexchange.model.release.ReleaseBody;
import org.claimexchange.model.release.ReleaseState;
import org.claimexchange.model.request.RequestBody;
import org.claimexchange.model.transaction.Cover;
import org.claimexchange.model.transaction.Grant;
import org.claimexchange.model.transaction.LedgerRefusal.Code;

/** What may be asked, granted and released, of whom, for whom. */
final class Scope {
  private static final long YEAR = 366L * 24 * 3600;

  private final Registers registers;
  private final Relations relations;
  private final Shelf shelf;

  Scope(Registers registers, Shelf shelf) {
    this.registers = registers;
    this.relations = new Relations(registers);
    this.shelf = shelf;
  }

  void partsMakeSense(List<Part> parts) {
    List<String> sources = parts.stream().map(Part::source).toList();
    unless(!parts.isEmpty() && new HashSet<>(sources).size() == sources.size(), Code.MALFORMED);
    for (Part part : parts) {
      unless(!part.source().isBlank() && !part.categories().isEmpty(), Code.MALFORMED);
      unless(!part.visits().isEmpty() || !part.visitKinds().isEmpty(), Code.MALFORMED);
    }
  }

  String insurerAmong(List<Recipient> recipients) {
    List<String> all = recipients.stream().map(Recipient::participant).toList();
    List<String> insurers =
        recipients.stream()
            .filter(one -> one.role() == RecipientRole.INSURER)
            .map(Recipient::participant)
            .toList();
    unless(new HashSet<>(all).size() == all.size() && insurers.size() == 1, Code.WRONG_RECIPIENT);
    return insurers.getFirst();
  }

  void approved(
      Map<RegisterName, Long> seen,
      Proven<Approval> shown,
      String insurer,
      Purpose purpose,
      List<Part> parts,
      Instant time) {
    unless(registers.stands(seen, shown), Code.NOT_IN_REGISTER);
    Approval approval = shown.entry();
    unless(
        approval.status() == EntryStatus.ACTIVE
            && Registers.within(approval.from(), approval.to(), time)
            && approval.insurer().equals(insurer)
            && approval.purposes().contains(purpose),
        Code.NO_APPROVAL);
    for (Part part : parts) {
      unless(approval.categories().containsAll(part.categories()), Code.NO_APPROVAL);
    }
  }

  /** Everything of a grant that is not about the person who signs. */
  void grantIsWithinRequest(Map<RegisterName, Long> seen, Grant t, Instant time) {
    RequestBody asked = t.hidden().request();
    var openings = t.hidden().openings();
    List<Part> parts = openings.parts().stream().map(Opening::value).toList();
    unless(openings.subject().value().id().equals(asked.subject()), Code.WRONG_SUBJECT);
    List<Recipient> recipients = openings.recipients().value();
    for (Recipient recipient : recipients) {
      unless(asked.recipients().contains(recipient), Code.WRONG_RECIPIENT);
    }
    unless(insurerAmong(recipients).equals(asked.insurer()), Code.WRONG_RECIPIENT);
    for (Recipient recipient : recipients) {
      registers.participant(
          seen,
          t.hidden().participants(),
          recipient.participant(),
          Role.INSURER,
          Code.WRONG_RECIPIENT);
    }
    partsMakeSense(parts);
    unless(openings.purpose().value() == asked.purpose(), Code.SCOPE_WIDER_THAN_REQUEST);
    for (Part part : parts) {
      unless(
          asked.parts().stream().anyMatch(wider -> isWithin(part, wider)),
          Code.SCOPE_WIDER_THAN_REQUEST);
    }
    for (Part part : parts) {
      registers.participant(
          seen, t.hidden().participants(), part.source(), Role.SOURCE, Code.NOT_IN_REGISTER);
    }
    approved(seen, t.hidden().approval(), asked.insurer(), asked.purpose(), parts, time);
    textIsRegistered(seen, t, time);
    termsCanBeAgreedTo(openings.terms().value(), asked, time);
  }

  private static boolean isWithin(Part part, Part wider) {
    return part.source().equals(wider.source())
        && part.visits().isEmpty() == wider.visits().isEmpty()
        && wider.visits().containsAll(part.visits())
        && !part.period().from().isBefore(wider.period().from())
        && !part.period().to().isAfter(wider.period().to())
        && wider.visitKinds().containsAll(part.visitKinds())
        && wider.categories().containsAll(part.categories())
        && wider.protectedKinds().containsAll(part.protectedKinds())
        && (wider.protectedBills() || !part.protectedBills());
  }

  private void textIsRegistered(Map<RegisterName, Long> seen, Grant t, Instant time) {
    TextTemplate template = t.hidden().template().entry();
    var shown = t.hidden().openings().shown().value();
    unless(registers.stands(seen, t.hidden().template()), Code.NOT_IN_REGISTER);
    unless(
        template.status() == EntryStatus.ACTIVE
            && Registers.within(template.from(), template.to(), time)
            && template.id().equals(shown.template())
            && template.language().equals(shown.language()),
        Code.TEMPLATE_NOT_REGISTERED);
  }

  private static void termsCanBeAgreedTo(Terms terms, RequestBody asked, Instant time) {
    unless(
        terms.standing().isEmpty() || terms.standing().equals(asked.standing()),
        Code.STANDING_NOT_ASKED);
    unless(time.isBefore(terms.notAfter()), Code.CONSENT_EXPIRED);
    unless(!terms.notAfter().isAfter(terms.notBefore().plusSeconds(YEAR)), Code.MALFORMED);
    unless(!terms.notAfter().isAfter(time.plusSeconds(YEAR)), Code.MALFORMED);
    unless(terms.uses() <= (terms.standing().isEmpty() ? 20 : 1000), Code.MALFORMED);
  }

  /** A consent still covers what is done under it, and the sources of these parts are active. */
  void covered(
      Map<RegisterName, Long> seen,
      ConsentState consent,
      Cover cover,
      List<Digest> parts,
      Instant time) {
    for (Part part : coveredWherever(seen, consent, cover, parts, time)) {
      registers.participant(
          seen, cover.participants(), part.source(), Role.SOURCE, Code.NOT_IN_REGISTER);
    }
  }

  /** The same for records that have left their sources; answers the parts. */
  List<Part> coveredWherever(
      Map<RegisterName, Long> seen,
      ConsentState consent,
      Cover cover,
      List<Digest> parts,
      Instant time) {
    ConsentStatement statement = shelf.signed.get(consent.consent());
    unless(cover.statement().equals(statement), Code.DIGEST_MISMATCH);
    unless(
        ConsentStatement.of(statement.consent(), statement.request(), cover.openings())
            .equals(statement),
        Code.DIGEST_MISMATCH);
    unless(consent.status() != ConsentStatus.REVOKED, Code.CONSENT_REVOKED);
    Terms terms = cover.openings().terms().value();
    unless(Registers.within(terms.notBefore(), terms.notAfter(), time), Code.CONSENT_EXPIRED);
    unless(
        statement.parts().containsAll(parts) && new HashSet<>(parts).size() == parts.size(),
        Code.PART_NOT_GRANTED);
    List<Part> granted = new ArrayList<>();
    for (Opening<Part> part : cover.openings().parts()) {
      if (parts.contains(part.digest())) {
        granted.add(part.value());
      }
    }
    relations.counts(seen, cover.openings(), cover.relation(), cover.participants());
    for (Witness witness : cover.openings().witness().value()) {
      registers.participant(
          seen, cover.participants(), witness.participant(), Role.SOURCE, Code.WRONG_WITNESS);
    }
    List<Recipient> recipients = cover.openings().recipients().value();
    for (Recipient recipient : recipients) {
      registers.participant(
          seen, cover.participants(), recipient.participant(), Role.INSURER, Code.WRONG_RECIPIENT);
    }
    approved(
        seen,
        cover.approval(),
        insurerAmong(recipients),
        cover.openings().purpose().value(),
        granted,
        time);
    return granted;
  }

  /** A release's deadline is not past. */
  void isOpen(ReleaseState release, ReleaseBody shown, Instant time) {
    unless(shown.equals(shelf.opened.get(release.release())), Code.DIGEST_MISMATCH);
    unless(time.isBefore(shown.deadline()), Code.DEADLINE_PASSED);
  }
}
