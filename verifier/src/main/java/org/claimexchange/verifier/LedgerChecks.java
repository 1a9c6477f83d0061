package org.claimexchange.verifier;

import static org.claimexchange.verifier.Checklist.require;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.claimexchange.model.consent.ConsentFile;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.Recipient;
import org.claimexchange.model.disclosure.Opening;
import org.claimexchange.model.evidence.ConsentEvidence;
import org.claimexchange.model.evidence.DeliveryEvidence;
import org.claimexchange.model.evidence.Evidence;
import org.claimexchange.model.evidence.EvidenceQuery;
import org.claimexchange.model.evidence.EvidenceRead;
import org.claimexchange.model.evidence.ReleaseEvidence;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.verifier.Checklist.Mismatch;
import org.claimexchange.verifier.container.Container;
import org.claimexchange.verifier.container.ContainerLayout;
import org.claimexchange.verifier.evidence.EvidenceException;
import org.claimexchange.verifier.evidence.EvidenceExpectation;
import org.claimexchange.verifier.evidence.EvidenceVerifier;
import org.claimexchange.verifier.evidence.NonceRule;
import org.claimexchange.verifier.evidence.VerifiedRead;
import org.claimexchange.verifier.json.CanonicalBundle;
import org.claimexchange.verifier.json.TopLevelMember;

/** Holds what the ledger says against consent, delivery and documents. */
final class LedgerChecks {

  /** The system of participant ids in documents. */
  private static final String PARTICIPANT =
      "https://claimexchange.org/fhir/NamingSystem/participant";

  /** No Organization is longer; an embedded scan may be. */
  private static final int MAX_ENTRY = 1_000_000;

  /** A Composition names every record of a stay, in about 60 characters of ASCII. */
  private static final int MAX_CONTENTS = CanonicalJson.MAX_BYTES;

  private final EvidenceVerifier verifier;
  private final Container container;
  private final ConsentFile consent;
  private final Optional<VerifiedRead<DeliveryEvidence>> delivery;

  LedgerChecks(
      EvidenceVerifier verifier,
      Container container,
      ConsentFile consent,
      Optional<VerifiedRead<DeliveryEvidence>> delivery) {
    this.verifier = verifier;
    this.container = container;
    this.consent = consent;
    this.delivery = delivery;
  }

  void run(Checklist list) throws IOException {
    list.test(Check.CONSENT_EVIDENCE, ContainerLayout.EVIDENCE_JSON, this::consentWasActive);
    Optional<Set<String>> released =
        list.step(Check.RELEASE_EVIDENCE, ContainerLayout.EVIDENCE_JSON, this::releasedSources);
    if (delivery.isPresent()) {
      list.test(Check.RECIPIENT, "", () -> deliveredUnderIt(delivery.get()));
    } else {
      list.notReached(Check.RECIPIENT);
    }
    if (released.isPresent()) {
      list.test(Check.DOCUMENT_SOURCES, "", () -> documentsOf(released.get()));
    } else {
      list.notReached(Check.DOCUMENT_SOURCES);
    }
  }

  private Evidence evidence() throws Mismatch {
    Evidence evidence =
        CanonicalJson.readCanonical(container.bytes(ContainerLayout.EVIDENCE_JSON), Evidence.class);
    boolean known =
        evidence.reads().stream()
            .map(EvidenceRead::function)
            .allMatch(Set.of(ConsentEvidence.FUNCTION, ReleaseEvidence.FUNCTION)::contains);
    require(known, "evidence of consent and release only");
    return evidence;
  }

  private List<EvidenceRead> reads(Evidence evidence, String function) {
    return evidence.reads().stream().filter(read -> read.function().equals(function)).toList();
  }

  private Set<String> recipients() {
    return consent.openings().recipients().value().stream()
        .map(Recipient::participant)
        .collect(Collectors.toSet());
  }

  private void consentWasActive() throws EvidenceException, Mismatch {
    Evidence evidence = evidence();
    List<EvidenceRead> reads = reads(evidence, ConsentEvidence.FUNCTION);
    require(reads.size() == 1, "one read of the consent");
    VerifiedRead<ConsentEvidence> read =
        verifier.consent(
            evidence,
            reads.get(0),
            new EvidenceExpectation(
                Set.of(consent.statement().consent()), recipients(), new NonceRule.NotIssued()));
    require(
        read.result().state().statement().matches(consent.statement().digest()),
        "the digest of this statement on the ledger");
    require(
        read.result().state().proof().matches(consent.proof().hidden(consent.proofSalt())),
        "the salted digest of this proof on the ledger");
    require(
        read.result().state().request().equals(consent.statement().request()),
        "the request of this statement on the ledger");
    live(read.time());
  }

  private void live(Instant time) throws Mismatch {
    require(consent.openings().terms().value().liveAt(time), "a consent in its period");
  }

  /** The sources for which a release was open, by the ledger's word. */
  private Set<String> releasedSources() throws EvidenceException, Mismatch {
    Evidence evidence = evidence();
    Set<String> sources = new HashSet<>();
    Set<String> releases = new HashSet<>();
    for (EvidenceRead read : reads(evidence, ReleaseEvidence.FUNCTION)) {
      VerifiedRead<ReleaseEvidence> release = release(evidence, read);
      require(sources.add(release.query().forWhom()), "one read of the release for each source");
      releases.add(release.result().state().release());
    }
    require(releases.size() == 1, "one release");
    if (delivery.isPresent()) {
      require(
          releases.contains(delivery.get().result().state().release()),
          "the release of this delivery");
    }
    return sources;
  }

  private VerifiedRead<ReleaseEvidence> release(Evidence evidence, EvidenceRead read)
      throws EvidenceException, Mismatch {
    EvidenceQuery claimed = EvidenceVerifier.claimed(read);
    VerifiedRead<ReleaseEvidence> release =
        verifier.release(
            evidence,
            read,
            new EvidenceExpectation(
                Set.of(claimed.object()), grantedSources(), new NonceRule.NotIssued()));
    ReleaseEvidence result = release.result();
    require(result.state().consent().equals(consent.statement().consent()), "this consent");
    require(result.statement().matches(consent.statement().digest()), "this statement");
    require(result.subject().matches(consent.statement().subject()), "this subject");
    boolean granted =
        consent.openings().parts().stream()
            .filter(part -> part.value().source().equals(release.query().forWhom()))
            .map(Opening::digest)
            .anyMatch(result.part()::matches);
    require(granted, "a part of this consent, of this source");
    live(release.time());
    return release;
  }

  private Set<String> grantedSources() {
    return consent.openings().parts().stream()
        .map(Opening::value)
        .map(Part::source)
        .collect(Collectors.toSet());
  }

  private void deliveredUnderIt(VerifiedRead<DeliveryEvidence> read) throws Mismatch {
    require(
        read.result().state().consent().equals(consent.statement().consent()),
        "a delivery under this consent");
    require(
        read.result().statement().matches(consent.statement().digest()),
        "a delivery under this statement");
    require(recipients().contains(read.query().forWhom()), "a recipient of the consent");
    require(
        TopLevelMember.text(container.bytes(ContainerLayout.CASE_JSON), "delivery")
            .equals(read.result().state().delivery()),
        "the id of this delivery in " + ContainerLayout.CASE_JSON);
  }

  private void documentsOf(Set<String> released) throws Mismatch {
    Set<String> seen = new HashSet<>();
    for (Map.Entry<String, byte[]> document : container.documents().entrySet()) {
      String source = sourceOf(document.getValue());
      require(released.contains(source), "a released source of " + document.getKey());
      require(seen.add(source), "one document of each source");
    }
  }

  /** The source is the custodian of the document's Composition, which is its first entry. */
  private static String sourceOf(byte[] document) {
    CanonicalBundle bundle = CanonicalBundle.of(document);
    String custodian =
        bundle
            .entries()
            .findFirst()
            .filter(entry -> entry.length() <= MAX_CONTENTS)
            .map(LedgerChecks::tree)
            .map(entry -> entry.path("resource").path("custodian").path("reference").asText())
            .orElse("");
    return bundle
        .entries()
        .filter(entry -> entry.length() <= MAX_ENTRY)
        .map(LedgerChecks::tree)
        .filter(entry -> entry.path("fullUrl").asText().equals(custodian))
        .flatMap(
            entry -> StreamSupport.stream(entry.at("/resource/identifier").spliterator(), false))
        .filter(identifier -> identifier.path("system").asText().equals(PARTICIPANT))
        .map(identifier -> identifier.path("value").asText())
        .findFirst()
        .orElse("");
  }

  private static JsonNode tree(String json) {
    return CanonicalJson.read(json.getBytes(StandardCharsets.UTF_8), JsonNode.class);
  }
}
