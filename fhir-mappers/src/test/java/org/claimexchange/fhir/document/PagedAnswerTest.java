package org.claimexchange.fhir.document;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import org.claimexchange.fhir.category.Category;
import org.claimexchange.fhir.claim.ClaimCase;
import org.claimexchange.fhir.claim.Party;
import org.claimexchange.fhir.quality.QualityCheck;
import org.claimexchange.fhir.read.Answer;
import org.claimexchange.fhir.read.FhirReader;
import org.claimexchange.fhir.read.MalformedAnswerException;
import org.claimexchange.fhir.sample.SampleRecords;
import org.claimexchange.fhir.scope.ScopeFilter;
import org.claimexchange.fhir.summary.ClaimSummaries;
import org.claimexchange.model.consent.DateRange;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.ProtectedKind;
import org.claimexchange.model.consent.VisitKind;
import org.claimexchange.model.person.IdSystem;
import org.claimexchange.model.person.PersonId;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

/** An answer that nobody holds becomes the same document as one that is in memory. */
class PagedAnswerTest {
  private static final FhirContext FHIR = FhirContext.forR4();
  private static final FhirReader READER = new FhirReader(FHIR, 1 << 24);
  private static final String BASE = "https://his.example/fhir/";

  @Test
  void ofPatientsOfTheSampleHospitalsPagesMakeTheSameDocument() throws Exception {
    for (int hospital = 1; hospital <= 2; hospital++) {
      var records = SampleRecords.hospital(FHIR, hospital);
      var random = new Random(hospital);
      var pages = pages(records, random);
      var held = held(pages);
      for (var person : persons(records)) {
        check(pages, held, part(random), person);
      }
    }
  }

  /** The same document, findings, remarks and words for people. */
  private static void check(Pages pages, List<Resource> held, Part part, PersonId person)
      throws Exception {
    var made =
        new DocumentMaker(FHIR, new ScopeFilter(), document())
            .make(pages, part, person, () -> facts(part, person), List::of);

    var scoped = new ScopeFilter().filter(held, part, person);
    var facts = facts(part, person);
    var inMemory = document().assemble(facts, scoped, QualityCheck.check(scoped, part));

    assertThat(text(made.json())).isEqualTo(FHIR.newJsonParser().encodeResourceToString(inMemory));
    assertThat(made.findings()).isEqualTo(scoped.findings());
    assertThat(made.kept()).isEqualTo(scoped.kept().size());
    assertThat(List.of(made.summary()))
        .isEqualTo(ClaimSummaries.of(facts.claim(), List.of(inMemory)).sources());
  }

  private static String text(DocumentJson document) throws Exception {
    var entries = new ArrayList<String>();
    document.forEach(entries::add);
    var head = document.head();
    return head.substring(0, head.length() - 1) + ",\"entry\":[" + String.join(",", entries) + "]}";
  }

  private static ClaimDocument document() {
    var random = new Random(5);
    return new ClaimDocument(() -> new UUID(random.nextLong(), random.nextLong()));
  }

  /** Bundles of 1 to 40 records each, in any order, some records on two pages. */
  private static Pages pages(List<Resource> records, Random random) {
    var order = new ArrayList<>(records);
    order.addAll(records.subList(0, records.size() / 10));
    java.util.Collections.shuffle(order, random);
    var pages = new ArrayList<byte[]>();
    for (int from = 0; from < order.size(); ) {
      int to = Math.min(order.size(), from + 1 + random.nextInt(40));
      var bundle = new Bundle().setType(Bundle.BundleType.SEARCHSET);
      for (Resource record : order.subList(from, to)) {
        bundle
            .addEntry()
            .setFullUrl(BASE + record.fhirType() + "/" + record.getIdElement().getIdPart())
            .setResource(record);
      }
      pages.add(
          FHIR.newJsonParser().encodeResourceToString(bundle).getBytes(StandardCharsets.UTF_8));
      from = to;
    }
    return new Pages(pages);
  }

  private static List<Resource> held(Pages pages) throws MalformedAnswerException {
    var held = new ArrayList<Resource>();
    for (int page = 0; page < pages.pages(); page++) {
      held.addAll(READER.readBundle(pages.bytes().get(page)).resources());
    }
    return held;
  }

  private record Pages(List<byte[]> bytes) implements Answer {
    @Override
    public int pages() {
      return bytes.size();
    }

    @Override
    public void read(int number, Consumer<? super Resource> each) throws MalformedAnswerException {
      READER.readEntries(bytes.get(number), each);
    }
  }

  private static List<PersonId> persons(List<Resource> records) {
    return records.stream()
        .filter(Patient.class::isInstance)
        .flatMap(patient -> ((Patient) patient).getIdentifier().stream())
        .filter(id -> IdSystem.RESIDENT_ID.uri().equals(id.getSystem()))
        .map(id -> new PersonId(IdSystem.RESIDENT_ID, id.getValue()))
        .limit(4)
        .toList();
  }

  private static Part part(Random random) {
    return new Part(
        "hospital",
        List.of(),
        new DateRange(LocalDate.of(2000, 1, 1), LocalDate.of(2026, 12, 31)),
        List.of(VisitKind.values()),
        Arrays.stream(Category.values())
            .filter(category -> random.nextInt(5) > 0)
            .map(Category::code)
            .toList(),
        Arrays.stream(ProtectedKind.values()).filter(kind -> random.nextBoolean()).toList(),
        random.nextBoolean());
  }

  private static DocumentFacts facts(Part part, PersonId person) {
    return new DocumentFacts(
        new ClaimCase(
            "BA20261101001",
            "PA20261101001",
            "P310000202500088",
            "",
            "",
            "王建国",
            "本人",
            "医疗险",
            "住院医疗",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "疾病",
            new Party("insurer-1", "示范人寿保险股份有限公司")),
        person,
        part,
        new Party("hospital-1", "上海市示范第一医院"),
        new Party("exchange", "上海市医保商保理赔数据授权交换平台"),
        "rel-7Qm2",
        Instant.parse("2026-11-20T02:03:04Z"),
        List.of("a".repeat(64)),
        Instant.parse("2026-11-20T02:03:05Z"));
  }
}
