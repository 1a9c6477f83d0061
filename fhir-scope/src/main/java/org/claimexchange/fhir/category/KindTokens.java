package org.claimexchange.fhir.category;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * By which codes sources name the kind of a report or document: sections of diagnostic services
 * (HL7 v2 table 0074), document kinds of the shared health documents (WS/T 500-2016, parts 1 to 53,
 * as {@code C0001} to {@code C0053}), LOINC, and our own category codes. A code that is not here
 * belongs to no category.
 */
public final class KindTokens {
  /** HL7 v2 table 0074, diagnostic service sections. */
  public static final String SECTION = "http://terminology.hl7.org/CodeSystem/v2-0074";

  /** Document kinds of WS/T 500-2016. */
  public static final String SHARED_DOCUMENT = "urn:oid:2.16.156.10011.2.4";

  private static final String LOINC = "http://loinc.org";

  private static final Map<Category, List<String>> SECTIONS =
      Map.of(
          Category.LABORATORY,
          List.of(
              "LAB", "BG", "BLB", "CG", "CH", "GE", "HM", "IMM", "MB", "MCB", "MYC", "SR", "TX",
              "VR"),
          Category.IMAGING_REPORT,
          List.of(
              "RAD", "AU", "CT", "CTH", "CUS", "EC", "EN", "IMG", "NMR", "NMS", "OUS", "PF", "RUS",
              "RX", "VUS", "XRC"),
          Category.PATHOLOGY,
          List.of("PAT", "CP", "SP"));

  private static final Map<Category, List<String>> SHARED_DOCUMENTS =
      Map.of(
          Category.OUTPATIENT_RECORD, List.of("C0002", "C0003"),
          Category.PRESCRIPTION, List.of("C0004"),
          Category.TCM_PRESCRIPTION, List.of("C0005"),
          Category.IMAGING_REPORT, List.of("C0006"),
          Category.LABORATORY, List.of("C0007"),
          Category.OPERATION_NOTE, List.of("C0009"),
          Category.FRONT_PAGE, List.of("C0032", "C0033"),
          Category.ADMISSION_NOTE, List.of("C0034", "C0035"),
          Category.DISCHARGE_SUMMARY, List.of("C0049", "C0053"));

  private static final Map<Category, List<String>> LOINC_KINDS =
      Map.of(
          Category.DISCHARGE_SUMMARY, List.of("18842-5"),
          Category.ADMISSION_NOTE, List.of("47039-3"),
          Category.OPERATION_NOTE, List.of("11504-8"),
          Category.OUTPATIENT_RECORD, List.of("34108-1"),
          Category.PRESCRIPTION, List.of("57833-6"),
          Category.LABORATORY, List.of("11502-2"),
          Category.IMAGING_REPORT, List.of("18748-4"),
          Category.PATHOLOGY, List.of("11526-1"));

  private KindTokens() {}

  /** The category that a code names; empty where it names none. */
  public static Optional<Category> category(String system, String code) {
    return switch (system) {
      case Category.SYSTEM -> Category.ofCode(code);
      case SECTION -> find(SECTIONS, code);
      case SHARED_DOCUMENT -> find(SHARED_DOCUMENTS, code);
      case LOINC -> find(LOINC_KINDS, code);
      default -> Optional.empty();
    };
  }

  /** All codes that name a category, each as a FHIR search token {@code system|code}. */
  public static List<String> tokens(Category category) {
    return Stream.of(
            Stream.of(Category.SYSTEM + "|" + category.code()),
            tokens(SECTION, SECTIONS, category),
            tokens(SHARED_DOCUMENT, SHARED_DOCUMENTS, category),
            tokens(LOINC, LOINC_KINDS, category))
        .flatMap(stream -> stream)
        .toList();
  }

  private static Stream<String> tokens(
      String system, Map<Category, List<String>> table, Category category) {
    return table.getOrDefault(category, List.of()).stream().map(code -> system + "|" + code);
  }

  private static Optional<Category> find(Map<Category, List<String>> table, String code) {
    return table.entrySet().stream()
        .filter(entry -> entry.getValue().contains(code))
        .map(Map.Entry::getKey)
        .collect(Collectors.reducing((first, second) -> first));
  }
}
