package org.claimexchange.server.delivery;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.claimexchange.fhir.claim.ClaimCase;
import org.claimexchange.fhir.claim.Party;
import org.claimexchange.fhir.document.ClaimDocument;
import org.claimexchange.fhir.document.DocumentInput;
import org.claimexchange.fhir.quality.QualityCheck;
import org.claimexchange.fhir.quality.QualityReport;
import org.claimexchange.fhir.read.AnswerPage;
import org.claimexchange.fhir.read.FhirReader;
import org.claimexchange.fhir.read.MalformedAnswerException;
import org.claimexchange.fhir.scope.Finding;
import org.claimexchange.fhir.scope.ScopeFilter;
import org.claimexchange.fhir.scope.Scoped;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.person.PersonId;
import org.claimexchange.model.transaction.Cover;
import org.claimexchange.server.consent.Covers;
import org.claimexchange.server.register.ParticipantFacts;
import org.claimexchange.server.register.Registers;
import org.claimexchange.server.release.PullRow;
import org.claimexchange.server.release.ReleaseRow;
import org.claimexchange.server.release.ReleaseTable;
import org.claimexchange.server.release.StoredPull;
import org.claimexchange.server.request.DataRequests;
import org.claimexchange.server.sealing.Original;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;

/** Makes one claim document of what each source sent: nothing but what was granted. */
final class SourceDocuments {
  private static final int MOST_TOLD = 10;

  private final ReleaseTable releases;
  private final DataRequests requests;
  private final Covers covers;
  private final Registers registers;
  private final FhirReader reader;
  private final OwnDocuments own;
  private final ScopeFilter filter;
  private final ClaimDocument documents;
  private final String operator;
  private final Clock clock;

  SourceDocuments(
      ReleaseTable releases,
      DataRequests requests,
      Covers covers,
      Registers registers,
      FhirReader reader,
      OwnDocuments own,
      ScopeFilter filter,
      ClaimDocument documents,
      String operator,
      Clock clock) {
    this.releases = releases;
    this.requests = requests;
    this.covers = covers;
    this.registers = registers;
    this.reader = reader;
    this.own = own;
    this.filter = filter;
    this.documents = documents;
    this.operator = operator;
    this.clock = clock;
  }

  /**
   * What came from one source, as it goes into the package.
   *
   * @param pull the part that was pulled
   * @param result how it came
   * @param document the document
   * @param kept how many records passed
   * @param findings what did not pass
   * @param quality what is wrong with what passed
   * @param originals the source's own files that passed whole
   */
  record FromSource(
      PullRow pull,
      StoredPull result,
      Bundle document,
      int kept,
      List<Finding> findings,
      QualityReport quality,
      List<Original> originals) {
    /** Whether the source sent what it should not have. */
    boolean sourceAtFault() {
      return findings.stream().anyMatch(finding -> finding.reason().sourceAtFault());
    }

    /** What the source is to be told: kinds and numbers, nothing personal. */
    String faults() {
      return findings.stream()
          .filter(finding -> finding.reason().sourceAtFault())
          .collect(
              Collectors.groupingBy(
                  finding -> finding.resourceType() + " " + finding.reason(),
                  Collectors.counting()))
          .entrySet()
          .stream()
          .map(entry -> entry.getKey() + " × " + entry.getValue())
          .sorted()
          .collect(Collectors.joining(", "));
    }

    /**
     * Why the claim cannot be judged with it: rules and places, nothing personal; empty if it can.
     */
    String contradictions() {
      return quality.unusable().stream()
          .limit(MOST_TOLD)
          .map(remark -> remark.rule() + " at " + remark.place())
          .distinct()
          .collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
      return "FromSource[" + pull.source() + "]";
    }
  }

  /** The documents of all sources that gave something, in the order of the parts. */
  List<FromSource> of(ReleaseRow release) throws MalformedAnswerException {
    Cover cover = covers.of(release.consent());
    ClaimCase claim = requests.find(release.request()).orElseThrow().facts();
    List<FromSource> from = new ArrayList<>();
    for (PullRow pull : releases.pulls(release.id())) {
      if (pull.status().complete()) {
        Part part = cover.openings().parts().get(pull.part()).value();
        int before = from.stream().mapToInt(source -> source.originals().size()).sum();
        PersonId subject = cover.openings().subject().value().id();
        from.add(one(release, pull, part, subject, claim, before));
      }
    }
    return from;
  }

  private FromSource one(
      ReleaseRow release, PullRow pull, Part part, PersonId subject, ClaimCase claim, int before)
      throws MalformedAnswerException {
    List<Resource> resources = new ArrayList<>();
    List<String> digests = new ArrayList<>();
    for (byte[] page : releases.pages(pull)) {
      AnswerPage answer = reader.readBundle(page);
      resources.addAll(answer.resources());
      digests.add(HexFormat.of().formatHex(Digest.of(page).bytes()));
    }
    OwnFiles files = own.of(pull);
    resources.addAll(files.records());
    Scoped scoped = files.withoutOrphans(filter.filter(resources, part, subject));
    digests.addAll(files.digests(scoped));
    List<Original> originals = files.originals(scoped, before);
    QualityReport quality = QualityCheck.check(scoped, part, files.remarks());
    StoredPull result = releases.result(pull);
    Bundle document =
        documents.assemble(
            new DocumentInput(
                claim,
                subject,
                part,
                party(pull.source()),
                party(operator),
                release.id(),
                result.retrievedAt(),
                digests,
                scoped,
                quality,
                clock.instant()));
    return new FromSource(
        pull, result, document, scoped.kept().size(), scoped.findings(), quality, originals);
  }

  private Party party(String id) {
    return new Party(id, registers.facts(id).map(ParticipantFacts::name).orElse(id));
  }
}
