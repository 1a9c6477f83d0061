package org.claimexchange.benchmarks;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.claimexchange.fhir.category.Category;
import org.claimexchange.fhir.format.SourceFormat;
import org.claimexchange.fhir.protection.ProtectedRecords;
import org.claimexchange.fhir.read.FhirReader;
import org.claimexchange.fhir.read.MalformedAnswerException;
import org.claimexchange.fhir.source.SourceFile;
import org.claimexchange.fhir.source.SourceMapper;
import org.claimexchange.model.consent.DateRange;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.VisitKind;
import org.claimexchange.model.person.IdSystem;
import org.claimexchange.model.person.PersonId;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;

/** The stay that is mapped, filtered and checked: as a FHIR answer, and as a source's own files. */
final class StandardVisit {
  /** Fee lines of the source's own list, so that the two forms are alike in size. */
  private static final int FEE_LINES = 90;

  private static final int LARGEST = 64 * 1024 * 1024;
  private static final Pattern REFERENCE = Pattern.compile("\"reference\":\"([^\"]+)\"");

  private final FhirContext fhir;
  private final Path home;

  /**
   * @param home folder of the product, where the samples are
   */
  StandardVisit(FhirContext fhir, Path home) {
    this.fhir = fhir;
    this.home = home;
  }

  /** One of a source's own files with the mapper of its format. */
  record Native(SourceMapper mapper, SourceFile file) {}

  /** Wang Jianguo's stay at the second sample hospital, as its answer to a search. */
  byte[] answer() throws IOException, MalformedAnswerException {
    var all = new LinkedHashMap<String, Resource>();
    for (Resource resource : hospital()) {
      all.put(key(resource), resource);
    }
    var person = "Patient/" + subjectOf(all).getIdElement().getIdPart();
    var stay =
        all.values().stream()
            .filter(Encounter.class::isInstance)
            .map(Encounter.class::cast)
            .filter(visit -> visit.getClass_().getCode().equals("IMP"))
            .filter(visit -> visit.getSubject().getReference().equals(person))
            .map(StandardVisit::key)
            .findFirst()
            .orElseThrow();
    var wanted = new LinkedHashMap<String, Resource>();
    all.forEach((key, resource) -> {
      if (key.equals(stay) || references(resource).contains(stay)) {
        take(key, all, wanted);
      }
    });
    var bundle = new Bundle().setType(Bundle.BundleType.SEARCHSET).setTotal(wanted.size());
    wanted.forEach((key, resource) ->
        bundle.addEntry().setFullUrl("https://fhir.hospital.example/" + key).setResource(resource));
    return bytes(bundle);
  }

  /** All six formats, of one person. */
  List<Native> files() throws IOException {
    return List.of(
        file("settlement-list", "01-stay.json", "application/json"),
        new Native(mapper("fee-list"), new SourceFile("fees.csv", "text/csv", feeList())),
        file("invoice", "01-inpatient.xml", "application/xml"),
        file("front-page", "01-stay.csv", "text/csv"),
        file("shared-document", "01-discharge-summary.xml", "application/xml"),
        file("result-message", "01-blood-count.hl7", "x-application/hl7-v2+er7"));
  }

  /** All categories of all visits of the year. */
  static Part everything() {
    return new Part(
        "hospital-2",
        List.of(),
        new DateRange(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31)),
        List.of(VisitKind.values()),
        Arrays.stream(Category.values()).map(Category::code).toList(),
        List.of(),
        false);
  }

  /** The person of some records. */
  static PersonId person(Iterable<Resource> records) {
    for (Resource record : records) {
      if (record instanceof Patient patient) {
        var id = patient.getIdentifierFirstRep();
        return new PersonId(IdSystem.ofUri(id.getSystem()), id.getValue());
      }
    }
    throw new IllegalArgumentException("records of nobody");
  }

  /** A Bundle as JSON. */
  byte[] bytes(Bundle bundle) {
    return fhir.newJsonParser().encodeResourceToString(bundle).getBytes(StandardCharsets.UTF_8);
  }

  private List<Resource> hospital() throws IOException, MalformedAnswerException {
    var file =
        home.resolve(
            "samples/src/main/resources/org/claimexchange/samples/data/hospital-2.ndjson.gz");
    try (var in = new GZIPInputStream(Files.newInputStream(file))) {
      return new FhirReader(fhir, LARGEST).readNdjson(in.readAllBytes()).resources();
    }
  }

  private static Patient subjectOf(Map<String, Resource> all) {
    return all.values().stream()
        .filter(Patient.class::isInstance)
        .map(Patient.class::cast)
        .filter(patient -> patient.getNameFirstRep().getText().equals("王建国"))
        .findFirst()
        .orElseThrow();
  }

  /** A record, and what it refers to; but of other visits only what this one refers to. */
  private void take(String key, Map<String, Resource> all, Map<String, Resource> wanted) {
    var resource = all.get(key);
    if (resource != null && wanted.putIfAbsent(key, resource) == null) {
      references(resource).forEach(referred -> take(referred, all, wanted));
    }
  }

  private List<String> references(Resource resource) {
    return REFERENCE
        .matcher(fhir.newJsonParser().encodeResourceToString(resource))
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  private static String key(Resource resource) {
    return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
  }

  private Path records(String folder) {
    return home.resolve("fhir-mappers/src/test/resources/records").resolve(folder);
  }

  private Native file(String format, String name, String mediaType) throws IOException {
    var bytes = Files.readAllBytes(records(format).resolve(name));
    return new Native(mapper(format), new SourceFile(name, mediaType, bytes));
  }

  private static SourceMapper mapper(String format) {
    return SourceFormat.ofCode(format).orElseThrow().mapper("hospital-2", new ProtectedRecords());
  }

  /** The sample's lines over and over, each under a record number of its own. */
  private byte[] feeList() throws IOException {
    var lines = Files.readAllLines(records("fee-list-csv").resolve("01-chinese-header.csv"));
    var rows = new ArrayList<>(lines.subList(1, lines.size()));
    int column = List.of(lines.getFirst().split(",", -1)).indexOf("费用流水号");
    return IntStream.range(0, FEE_LINES)
        .mapToObj(i -> numbered(rows.get(i % rows.size()), column, i))
        .collect(Collectors.joining("\n", lines.getFirst() + "\n", "\n"))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String numbered(String row, int column, int number) {
    var cells = row.split(",", -1);
    cells[column] += "-" + number;
    return String.join(",", cells);
  }
}
