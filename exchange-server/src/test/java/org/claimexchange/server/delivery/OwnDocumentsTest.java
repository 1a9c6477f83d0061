package org.claimexchange.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.claimexchange.fhir.category.Category;
import org.claimexchange.fhir.protection.ProtectedRecords;
import org.claimexchange.fhir.read.FhirReader;
import org.claimexchange.fhir.scope.ScopeFilter;
import org.claimexchange.fhir.source.Remark;
import org.claimexchange.model.consent.DateRange;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.VisitKind;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.person.IdSystem;
import org.claimexchange.model.person.PersonId;
import org.claimexchange.model.source.SourceDocument;
import org.claimexchange.server.document.DocumentReader;
import org.claimexchange.server.release.PullRow;
import org.junit.jupiter.api.Test;

/** Which of a source's own files travel whole: those of which nothing is held back. */
class OwnDocumentsTest {
  private static final Path RECORDS = Path.of("../fhir-mappers/src/test/resources/records");
  private static final PersonId LI_XIULAN =
      new PersonId(IdSystem.RESIDENT_ID, "310105197202299963");
  private static final PersonId LIN_HAITAO =
      new PersonId(IdSystem.RESIDENT_ID, "310120199912319976");
  private static final List<String> ALL =
      Arrays.stream(Category.values()).map(Category::code).toList();
  private static final byte[] PDF = "%PDF-1.7\n盖章\n%%EOF\n".getBytes(StandardCharsets.UTF_8);

  private final Sent sent = new Sent();
  private final OwnDocuments documents =
      new OwnDocuments(
          sent,
          new DocumentReader(
              new FhirReader(FhirContext.forR4Cached(), 1 << 20), new ProtectedRecords()),
          new ScopeFilter());

  /** What a source sent, in memory. */
  private static final class Sent implements KeptFiles {
    private final Map<SourceDocument, byte[]> files = new LinkedHashMap<>();

    void file(String document, String format, String name, String type, String text) {
      put(document, format, name, type, "", text.getBytes(StandardCharsets.UTF_8));
    }

    void printOf(String shown) {
      put(shown + "-print", SourceDocument.SHOWN, "扫描件.pdf", "application/pdf", shown, PDF);
    }

    private void put(
        String document, String format, String name, String type, String shows, byte[] bytes) {
      files.put(
          new SourceDocument(document, format, name, type, shows, bytes.length, Digest.of(bytes)),
          bytes);
    }

    String digest(String document) {
      return files.keySet().stream()
          .filter(file -> file.document().equals(document))
          .map(file -> HexFormat.of().formatHex(file.digest().bytes()))
          .findFirst()
          .orElseThrow();
    }

    @Override
    public List<SourceDocument> of(PullRow pull) {
      return files.keySet().stream()
          .sorted(Comparator.comparing(SourceDocument::document))
          .toList();
    }

    @Override
    public byte[] bytes(PullRow pull, SourceDocument document) {
      return Objects.requireNonNull(files.get(document));
    }

    @Override
    public InputStream open(PullRow pull, SourceDocument document) {
      return new ByteArrayInputStream(bytes(pull, document));
    }
  }

  private OwnFiles granted(PersonId person, List<String> categories, boolean bills)
      throws Exception {
    return granted(person, categories, bills, OriginalsRoom.untouched());
  }

  private OwnFiles granted(
      PersonId person, List<String> categories, boolean bills, OriginalsRoom before)
      throws Exception {
    var part =
        new Part(
            "hospital-2",
            List.of(),
            new DateRange(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31)),
            List.of(VisitKind.values()),
            categories,
            List.of(),
            bills);
    var now = Instant.parse("2026-11-26T02:00:00Z");
    var pull = new PullRow("r-1", 0, "hospital-2", PullRow.Status.COMPLETE, "", 0, now, now);
    return documents.of(pull, part, person, before);
  }

  private static String record(String file) throws IOException {
    return Files.readString(RECORDS.resolve(file));
  }

  private static String changed(String text, String from, String to) {
    assertThat(text).contains(from);
    return text.replace(from, to);
  }

  private static List<String> types(OwnFiles files) {
    return files.records().stream().map(record -> record.fhirType()).toList();
  }

  private void summary(String text) {
    sent.file("summary", "shared-document", "出院小结.xml", "application/xml", text);
    sent.printOf("summary");
  }

  @Test
  void aSummaryOfWhichNothingIsHeldBackTravelsWithItsPrint() throws Exception {
    summary(record("shared-document/05-discharge-summary.xml"));

    var files = granted(LI_XIULAN, ALL, false);

    assertThat(files.originals()).hasSize(2);
    assertThat(files.addresses()).hasSize(2);
    assertThat(files.digests()).contains(sent.digest("summary"), sent.digest("summary-print"));
  }

  @Test
  void aFileForWhichAPackageHasNoRoomIsSaidToBeLeftOutAndItsRecordsPass() throws Exception {
    // given: room for one file more
    summary(record("shared-document/05-discharge-summary.xml"));
    var before = new OriginalsRoom(OriginalsRoom.MOST_FILES - 1, 0);

    // when
    var files = granted(LI_XIULAN, ALL, false, before);

    // then: nothing ends for it, and a reader learns of it
    assertThat(files.originals()).hasSize(1);
    assertThat(files.addresses()).hasSize(1);
    assertThat(files.room().files()).isEqualTo(OriginalsRoom.MOST_FILES);
    assertThat(files.remarks().stream().flatMap(file -> file.remarks().stream()))
        .filteredOn(remark -> remark.kind() == Remark.Kind.LEFT_OUT)
        .hasSize(1);
    assertThat(types(files)).contains("DocumentReference");
  }

  @Test
  void aSummaryOfTheMotherThatHoldsADiagnosisOfHerNewbornStaysWithItsPrint() throws Exception {
    // given: her number, but one of the diagnoses is one that only a newborn has
    summary(
        changed(
            changed(record("shared-document/05-discharge-summary.xml"), "M81.900", "P59.900"),
            "骨质疏松",
            "新生儿黄疸"));

    // when
    var files = granted(LI_XIULAN, ALL, false);

    // then: what is hers passes as records, the file does not
    assertThat(files.originals()).isEmpty();
    assertThat(files.addresses()).isEmpty();
    assertThat(types(files)).contains("Procedure").doesNotContain("DocumentReference");
    assertThat(files.digests()).doesNotContain(sent.digest("summary-print"));
  }

  private void bill(String line) throws IOException {
    sent.file(
        "fees",
        "fee-list",
        "费用清单.csv",
        "text/csv",
        changed(record("fee-list-csv/16-field-header.csv"), "注射用头孢呋辛钠", line));
    sent.file(
        "settlement",
        "settlement-list",
        "结算清单.json",
        "application/json",
        record("settlement-list/16-stay.json"));
    sent.printOf("settlement");
  }

  @Test
  void aSettlementWhoseBillMayGoTravelsWithItsPrint() throws Exception {
    bill("注射用头孢唑林钠");

    assertThat(granted(LIN_HAITAO, ALL, false).originals()).hasSize(3);
  }

  @Test
  void aProtectedFeeLineKeepsTheSettlementOfItsBillAndTheSettlementsPrint() throws Exception {
    // given: the protected line is in another file than the settlement
    bill("HIV抗体测定");

    // when
    var files = granted(LIN_HAITAO, ALL, false);

    // then
    assertThat(files.originals()).isEmpty();
    assertThat(files.addresses()).isEmpty();
    assertThat(files.digests())
        .doesNotContain(sent.digest("fees"), sent.digest("settlement-print"));
    assertThat(new ScopeFilterOf(files).kept(LIN_HAITAO))
        .contains("Condition")
        .doesNotContain("DocumentReference", "ExplanationOfBenefit", "ChargeItem");
  }

  @Test
  void whereOfTheFilesOfAProtectedBillOnlyTheBillWasTickedTheSettlementTravels() throws Exception {
    bill("HIV抗体测定");

    var files = granted(LIN_HAITAO, ALL, true);

    assertThat(files.digests()).contains(sent.digest("settlement"));
    assertThat(files.originals()).hasSize(2);
  }

  /** What passes in the end of what was handed on. */
  private record ScopeFilterOf(OwnFiles files) {
    List<String> kept(PersonId person) {
      var part =
          new Part(
              "hospital-2",
              List.of(),
              new DateRange(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31)),
              List.of(VisitKind.values()),
              ALL,
              List.of(),
              false);
      return new ScopeFilter()
          .filter(files.records(), part, person).kept().stream()
              .map(record -> record.fhirType())
              .toList();
    }
  }

  private void bundle() {
    sent.file(
        "bundle",
        SourceDocument.FHIR,
        "records.json",
        "application/fhir+json",
        """
        {"resourceType": "Bundle", "type": "collection", "entry": [
          {"resource": {"resourceType": "Patient", "id": "p",
            "identifier": [{"system": "urn:oid:2.16.156.10011.1.3",
              "value": "310105197202299963"}],
            "gender": "female", "birthDate": "1972-02-29"}},
          {"resource": {"resourceType": "Encounter", "id": "e", "status": "finished",
            "identifier": [{"system": "https://claimexchange.org/fhir/NamingSystem/nhsa-visit",
              "value": "3100001002"}],
            "class": {"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "IMP"},
            "subject": {"reference": "Patient/p"},
            "period": {"start": "2026-03-01", "end": "2026-03-09"}}},
          {"resource": {"resourceType": "Condition", "id": "c",
            "code": {"coding": [{"system": "http://hl7.org/fhir/sid/icd-10", "code": "S82.600"}],
              "text": "外踝骨折"},
            "subject": {"reference": "Patient/p"}, "encounter": {"reference": "Encounter/e"}}},
          {"resource": {"resourceType": "DocumentReference", "id": "d", "status": "current",
            "type": {"coding": [{"system": "http://loinc.org", "code": "18842-5"}],
              "text": "出院小结"},
            "subject": {"reference": "Patient/p"},
            "content": [{"attachment": {"contentType": "text/plain", "data": "5Ye66Zmi"}}],
            "context": {"encounter": [{"reference": "Encounter/e"}]}}}]}
        """);
    sent.printOf("bundle");
  }

  @Test
  void thePrintOfABundleOfWhichEverythingWasGrantedTravels() throws Exception {
    bundle();

    var files = granted(LI_XIULAN, List.of("diagnosis", "discharge-summary"), false);

    assertThat(files.originals()).hasSize(1);
    assertThat(files.digests()).containsExactly(sent.digest("bundle"), sent.digest("bundle-print"));
  }

  @Test
  void thePrintOfABundleStaysWhereOnlyItsDocumentWasGrantedAndTheDocumentPassesAsARecord()
      throws Exception {
    // given: the print shows the diagnosis as well
    bundle();

    // when
    var files = granted(LI_XIULAN, List.of("discharge-summary"), false);

    // then
    assertThat(files.originals()).isEmpty();
    assertThat(types(files)).containsOnlyOnce("DocumentReference");
    assertThat(files.digests()).containsExactly(sent.digest("bundle"));
  }
}
