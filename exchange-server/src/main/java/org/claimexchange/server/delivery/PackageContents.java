package org.claimexchange.server.delivery;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.claimexchange.fhir.document.MadeDocument;
import org.claimexchange.fhir.summary.ClaimSummary;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.ledger.EvidenceOutcome;
import org.claimexchange.model.evidence.Evidence;
import org.claimexchange.model.evidence.EvidenceQuery;
import org.claimexchange.model.evidence.EvidenceRead;
import org.claimexchange.model.register.CertificateUse;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.Proven;
import org.claimexchange.model.register.Role;
import org.claimexchange.model.transaction.EvidenceRequest;
import org.claimexchange.model.transaction.LedgerRefusal;
import org.claimexchange.server.consent.ConsentTable;
import org.claimexchange.server.consent.Covers;
import org.claimexchange.server.job.Refusals;
import org.claimexchange.server.job.StepResult;
import org.claimexchange.server.register.RegisterLevels;
import org.claimexchange.server.release.PullRow;
import org.claimexchange.server.release.ReleaseRow;
import org.claimexchange.server.release.ReleaseTable;
import org.claimexchange.server.request.DataRequest;
import org.claimexchange.server.request.DataRequests;
import org.claimexchange.server.request.RequestRow;
import org.claimexchange.server.sealing.AwaitedSource;
import org.claimexchange.server.sealing.PackageContent;
import org.claimexchange.server.sealing.ParticipantName;
import org.claimexchange.verifier.certificate.CertificateException;
import org.claimexchange.verifier.certificate.Pem;

/** Puts together what goes into a package, and finds to whom it is encrypted. */
final class PackageContents {
  private final ConsentTable consents;
  private final DataRequests requests;
  private final ReleaseTable releases;
  private final EarlierPackages earlier;
  private final Covers covers;
  private final ConsentLedger ledger;
  private final Refusals refusals;
  private final Clock clock;

  PackageContents(
      ConsentTable consents,
      DataRequests requests,
      ReleaseTable releases,
      EarlierPackages earlier,
      Covers covers,
      ConsentLedger ledger,
      Refusals refusals,
      Clock clock) {
    this.consents = consents;
    this.requests = requests;
    this.releases = releases;
    this.earlier = earlier;
    this.covers = covers;
    this.ledger = ledger;
    this.refusals = refusals;
    this.clock = clock;
  }

  /** The ledger refuses evidence of the consent. */
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;
    private final LedgerRefusal.Code code;

    RefusedException(LedgerRefusal.Code code) {
      super(code.name());
      this.code = code;
    }

    LedgerRefusal.Code code() {
      return code;
    }
  }

  /** The peers do not answer now, or answer what passes. */
  static final class NotNowException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient StepResult result;

    NotNowException(StepResult result) {
      super("evidence is not to be had now");
      this.result = result;
    }

    StepResult result() {
      return result;
    }
  }

  PackageContent of(ReleaseRow release, RequestRow row, List<SourceDocuments.FromSource> from)
      throws RefusedException, NotNowException {
    DataRequest request = requests.find(release.request()).orElseThrow();
    List<MadeDocument> made = from.stream().map(SourceDocuments.FromSource::made).toList();
    return new PackageContent(
        row.delivery(),
        List.of(),
        earlier.supplementedBy(row),
        made.stream().map(MadeDocument::json).toList(),
        new ClaimSummary(request.facts(), made.stream().map(MadeDocument::summary).toList()),
        consents.document(consents.find(release.consent()).orElseThrow()).file(),
        evidence(release, row.insurer(), from),
        covers.of(release.consent()).participants().stream()
            .map(p -> new ParticipantName(p.entry().id(), p.entry().name()))
            .toList(),
        awaited(release),
        from.stream().flatMap(source -> source.originals().stream()).toList(),
        clock.instant());
  }

  /** Evidence of the consent, made now, and of the release, as each source accepted it last. */
  private Evidence evidence(
      ReleaseRow release, String insurer, List<SourceDocuments.FromSource> from)
      throws RefusedException, NotNowException {
    Evidence consent = ofConsent(release, insurer);
    List<EvidenceRead> reads = new ArrayList<>(consent.reads());
    Map<String, List<String>> certificates = new LinkedHashMap<>(consent.certificates());
    for (SourceDocuments.FromSource source : from) {
      Evidence shown = source.result().shown().getLast();
      reads.addAll(shown.reads());
      certificates.putAll(shown.certificates());
    }
    return new Evidence(Evidence.TYPE, consent.channel(), consent.chaincode(), reads, certificates);
  }

  private Evidence ofConsent(ReleaseRow release, String insurer)
      throws RefusedException, NotNowException {
    RegisterLevels.Rows rows = refusals.rows();
    EvidenceOutcome outcome =
        ledger.evidence(
            new EvidenceRequest.OfConsent(
                new EvidenceQuery(release.consent(), insurer, ""), covers.of(release.consent())));
    return switch (outcome) {
      case EvidenceOutcome.Endorsed(Evidence endorsed) -> endorsed;
      case EvidenceOutcome.Refused(LedgerRefusal refusal) -> {
        StepResult later =
            switch (refusals.of(refusal.code(), rows)) {
              case FINAL -> throw new RefusedException(refusal.code());
              case PASSING -> again(refusal.code().name());
              case ENTRIES_BEHIND -> StepResult.entriesBehind(refusal.code());
            };
        throw new NotNowException(later);
      }
      case EvidenceOutcome.NotEndorsed(String reason) -> throw new NotNowException(again(reason));
    };
  }

  private static StepResult again(String reason) {
    return StepResult.again("ledger: " + reason);
  }

  private List<AwaitedSource> awaited(ReleaseRow release) {
    return releases.pulls(release.id()).stream()
        .filter(pull -> pull.status() == PullRow.Status.FAILED)
        .map(pull -> new AwaitedSource(pull.source(), "该机构没有送来资料", Optional.empty()))
        .toList();
  }

  /** The certificates that the package is encrypted to: all recipients', those in force. */
  List<X509Certificate> recipients(String consent) {
    Instant now = clock.instant();
    List<X509Certificate> certificates = new ArrayList<>();
    for (Proven<Participant> participant : covers.of(consent).participants()) {
      if (participant.entry().role() == Role.INSURER) {
        participant.entry().certificates().stream()
            .filter(c -> c.use() == CertificateUse.ENCRYPTION && c.liveAt(now))
            .map(c -> certificate(c.der()))
            .forEach(certificates::add);
      }
    }
    return certificates;
  }

  private static X509Certificate certificate(String der) {
    try {
      return Pem.certificate(Base64.getDecoder().decode(der));
    } catch (CertificateException e) {
      throw new IllegalStateException("a registered certificate that cannot be read", e);
    }
  }
}
