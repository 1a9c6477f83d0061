package org.claimexchange.server.delivery;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.claimexchange.fhir.claim.ClaimCase;
import org.claimexchange.fhir.claim.Party;
import org.claimexchange.fhir.document.DocumentFacts;
import org.claimexchange.fhir.document.DocumentMaker;
import org.claimexchange.fhir.document.MadeDocument;
import org.claimexchange.fhir.read.FhirReader;
import org.claimexchange.fhir.read.MalformedAnswerException;
import org.claimexchange.model.consent.Part;
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

/** Makes one claim document of what each source sent: nothing but what was granted. */
final class SourceDocuments {
  private static final int MOST_TOLD = 10;

  private final ReleaseTable releases;
  private final DataRequests requests;
  private final Covers covers;
  private final Registers registers;
  private final FhirReader reader;
  private final OwnDocuments own;
  private final DocumentMaker maker;
  private final String operator;
  private final Clock clock;

  SourceDocuments(
      ReleaseTable releases,
      DataRequests requests,
      Covers covers,
      Registers registers,
      FhirReader reader,
      OwnDocuments own,
      DocumentMaker maker,
      String operator,
      Clock clock) {
    this.releases = releases;
    this.requests = requests;
    this.covers = covers;
    this.registers = registers;
    this.reader = reader;
    this.own = own;
    this.maker = maker;
    this.operator = operator;
    this.clock = clock;
  }

  /**
   * What came from one source, as it goes into the package.
   *
   * @param pull the part that was pulled
   * @param result how it came
   * @param made the document, and what did not pass
   * @param originals the source's own files that passed whole
   * @param room what is taken of the package with them
   */
  record FromSource(
      PullRow pull,
      StoredPull result,
      MadeDocument made,
      List<Original> originals,
      OriginalsRoom room) {
    /** Whether the source sent what it should not have. */
    boolean sourceAtFault() {
      return made.findings().stream().anyMatch(finding -> finding.reason().sourceAtFault());
    }

    /** What the source is to be told: kinds and numbers, nothing personal. */
    String faults() {
      return made.findings().stream()
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
      return made.quality().unusable().stream()
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
        OriginalsRoom before = from.isEmpty() ? OriginalsRoom.untouched() : from.getLast().room();
        PersonId subject = cover.openings().subject().value().id();
        from.add(one(release, pull, part, subject, claim, before));
      }
    }
    return from;
  }

  private FromSource one(
      ReleaseRow release,
      PullRow pull,
      Part part,
      PersonId subject,
      ClaimCase claim,
      OriginalsRoom before)
      throws MalformedAnswerException {
    StoredPull result = releases.result(pull);
    OwnFiles files = own.of(pull, part, subject, before);
    StoredAnswer pages = new StoredAnswer(releases, pull, reader);
    MadeDocument made =
        maker.make(
            files.behind(pages),
            part,
            subject,
            () ->
                new DocumentFacts(
                    claim,
                    subject,
                    part,
                    party(pull.source()),
                    party(operator),
                    release.id(),
                    result.retrievedAt(),
                    Stream.concat(pages.digests().stream(), files.digests().stream()).toList(),
                    clock.instant()),
            files::remarks,
            files::address);
    if (pages.pages() > 0 && !pages.isWhatCame(result)) {
      throw new MalformedAnswerException(
          MalformedAnswerException.Defect.NOT_EXPECTED, "other pages than those that came");
    }
    return new FromSource(pull, result, made, files.originals(), files.room());
  }

  private Party party(String id) {
    return new Party(id, registers.facts(id).map(ParticipantFacts::name).orElse(id));
  }
}
