package org.claimexchange.server.regulator.verification;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.model.consent.ConsentFile;
import org.claimexchange.model.consent.ConsentStatus;
import org.claimexchange.model.consent.GrantorProof;
import org.claimexchange.model.person.Person;
import org.claimexchange.model.register.IdentityProvider;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.Proven;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.model.register.Role;
import org.claimexchange.server.register.RegisterBook;
import org.claimexchange.server.register.Registers;
import org.claimexchange.server.regulator.ConsolePart;
import org.claimexchange.server.regulator.casefile.CaseFile;
import org.claimexchange.server.regulator.casefile.CaseFiles;
import org.claimexchange.server.regulator.casefile.WithdrawalFile;
import org.claimexchange.server.regulator.trace.Trace;
import org.claimexchange.server.regulator.trace.TraceEvent;
import org.claimexchange.server.regulator.trace.Tracer;

/**
 * Holds what the operator handed over of a consent against the ledger: one line a check, in the
 * order of {@link Check}. Believes the ledger's roots and the registers under its Merkle roots,
 * nothing else.
 */
@ConsolePart
public class Verification {
  private final Tracer tracer;
  private final CaseFiles files;
  private final Registers registers;
  private final RegisterBook book;
  private final ConsentLedger ledger;
  private final RegisterChecks register;
  private final EvidenceCheck evidence;
  private final Clock clock;

  Verification(
      Tracer tracer,
      CaseFiles files,
      Registers registers,
      RegisterBook book,
      ConsentLedger ledger,
      LedgerTrust trust,
      Clock clock,
      SecureRandom random) {
    this.tracer = tracer;
    this.files = files;
    this.registers = registers;
    this.book = book;
    this.ledger = ledger;
    this.register = new RegisterChecks(ledger, book, registers);
    this.evidence = new EvidenceCheck(ledger, trust, clock, random);
    this.clock = clock;
  }

  /**
   * Verifies one consent now.
   *
   * @return empty where the ledger has no such consent, or the operator handed over nothing of it
   * @throws org.claimexchange.ledger.LedgerUnavailableException if no peer answers
   */
  public Optional<Report> verify(String consent) {
    Optional<Trace> trace = tracer.trace(consent);
    Optional<CaseFile> file = files.find(consent);
    return trace.isEmpty() || file.isEmpty()
        ? Optional.empty()
        : Optional.of(new Report(consent, clock.instant(), lines(file.get(), trace.get())));
  }

  private List<CheckLine> lines(CaseFile file, Trace trace) {
    List<CheckLine> lines = new ArrayList<>();
    statement(lines, file, trace);
    grantor(lines, file, trace);
    registers(lines, file, trace);
    releases(lines, file, trace);
    lines.add(new CheckLine(Check.WITHDRAWAL, withdrawal(file, trace)));
    lines.add(new CheckLine(Check.EVIDENCE, evidence(file.consent(), trace)));
    return lines;
  }

  private void statement(List<CheckLine> lines, CaseFile file, Trace trace) {
    ConsentFile consent = file.consent();
    String template = consent.openings().shown().value().template();
    lines.add(new CheckLine(Check.STATEMENT, StatementChecks.statement(consent, trace.consent())));
    lines.add(new CheckLine(Check.OPENINGS, StatementChecks.openings(consent)));
    lines.add(new CheckLine(Check.TEXT, StatementChecks.text(consent)));
    lines.add(
        new CheckLine(
            Check.TEMPLATE, StatementChecks.template(consent, registers.template(template))));
    lines.add(
        new CheckLine(
            Check.REQUEST,
            StatementChecks.request(
                consent, file.request(), ledger.findRequest(trace.consent().request()))));
  }

  private void grantor(List<CheckLine> lines, CaseFile file, Trace trace) {
    ConsentFile consent = file.consent();
    ProofChecks proof =
        new ProofChecks(
            consent.proof(), consent.statement().canonicalBytes(), providerOf(consent.proof()));
    lines.add(new CheckLine(Check.PROOF, StatementChecks.proof(consent, trace.consent())));
    lines.add(new CheckLine(Check.TOKEN, proof.token(at(trace, TraceEvent.Kind.GRANTED))));
    lines.add(new CheckLine(Check.NONCE, proof.nonce()));
    lines.add(new CheckLine(Check.IDENTITY, proof.identity(consent.openings().grantor().value())));
    lines.add(new CheckLine(Check.SIGNATURE, proof.signature()));
    lines.add(new CheckLine(Check.RELATION, register.relation(consent.openings())));
  }

  private void registers(List<CheckLine> lines, CaseFile file, Trace trace) {
    var openings = file.consent().openings();
    lines.add(new CheckLine(Check.REGISTERS, register.roots()));
    lines.add(new CheckLine(Check.PARTICIPANTS, register.participants(openings)));
    lines.add(
        new CheckLine(
            Check.APPROVAL, register.approval(openings, at(trace, TraceEvent.Kind.GRANTED))));
  }

  private void releases(List<CheckLine> lines, CaseFile file, Trace trace) {
    ReleaseChecks releases = new ReleaseChecks(file, trace);
    ReceiptChecks receipts =
        new ReceiptChecks(
            register.entriesOf(file.consent().openings()).stream().map(Proven::entry).toList());
    lines.add(new CheckLine(Check.RELEASES, releases.releases()));
    lines.add(new CheckLine(Check.DELIVERIES, releases.deliveries()));
    lines.add(new CheckLine(Check.RECEIPTS, receipts.receipts(trace, releases.keptDeliveries())));
  }

  private Verdict withdrawal(CaseFile file, Trace trace) {
    if (trace.consent().status() == ConsentStatus.ACTIVE) {
      return new Verdict.NothingToCheck();
    }
    if (file.withdrawal().isEmpty()) {
      return Verdict.fails(Reason.WITHDRAWAL_MISSING);
    }
    WithdrawalFile withdrawal = file.withdrawal().getFirst();
    boolean ofThis =
        withdrawal.statement().consent().equals(file.id())
            && withdrawal.statement().statement().matches(trace.consent().statement());
    if (!ofThis) {
      return Verdict.fails(
          Reason.DIGEST_DIFFERS,
          trace.consent().statement().value(),
          withdrawal.statement().statement().value());
    }
    ProofChecks proof =
        new ProofChecks(
            withdrawal.proof(),
            withdrawal.statement().canonicalBytes(),
            providerOf(withdrawal.proof()));
    Person grantor = file.consent().openings().grantor().value();
    return List.of(
            proof.token(at(trace, TraceEvent.Kind.WITHDRAWN)),
            proof.nonce(),
            proof.identity(grantor),
            proof.signature())
        .stream()
        .filter(Verdict.Fails.class::isInstance)
        .findFirst()
        .orElseGet(Verdict::holds);
  }

  private Verdict evidence(ConsentFile file, Trace trace) {
    var approval = register.approvalNow(file.openings());
    var regulator = regulator();
    if (approval.isEmpty()) {
      return Verdict.fails(Reason.APPROVAL_MISSING, "");
    }
    return regulator
        .map(entry ->
            evidence.fresh(
                file,
                trace.consent(),
                approval.get(),
                register.entriesOf(file.openings()),
                register.relationOf(file.openings()),
                entry))
        .orElseGet(() -> Verdict.fails(Reason.NOT_IN_REGISTER, Role.REGULATOR.name()));
  }

  private Optional<Proven<Participant>> regulator() {
    return book.entries(RegisterName.PARTICIPANTS).stream()
        .map(Proven::entry)
        .filter(Participant.class::isInstance)
        .map(Participant.class::cast)
        .filter(entry -> entry.role() == Role.REGULATOR)
        .findFirst()
        .flatMap(entry -> registers.participant(entry.id()));
  }

  private Optional<IdentityProvider> providerOf(GrantorProof proof) {
    return ProviderToken.issuerOf(proof.idToken()).flatMap(registers::provider).map(Proven::entry);
  }

  private static Instant at(Trace trace, TraceEvent.Kind kind) {
    return trace.events().stream()
        .filter(event -> event.kind() == kind)
        .map(TraceEvent::at)
        .findFirst()
        .orElse(trace.consent().changedAt());
  }
}
