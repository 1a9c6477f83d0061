package org.claimexchange.fhir.records;

import java.util.stream.Stream;
import org.claimexchange.fhir.format.SourceFormat;
import org.claimexchange.fhir.protection.ProtectedRecords;
import org.claimexchange.fhir.source.SourceMapper;

/** The mapper of a folder of record files. */
public final class MapperOf {
  private MapperOf() {}

  /** The folders. */
  public static Stream<String> formats() {
    return Stream.of(
        "settlement-list",
        "fee-list-csv",
        "fee-list-json",
        "front-page",
        "shared-document",
        "result-message",
        "invoice");
  }

  /** A new mapper. */
  public static SourceMapper format(String format) {
    var code = format.startsWith("fee-list") ? "fee-list" : format;
    return SourceFormat.ofCode(code).orElseThrow().mapper("hospital-1", new ProtectedRecords());
  }

  /** The type of its files. */
  public static String mediaType(String format) {
    return switch (format) {
      case "settlement-list", "fee-list-json" -> "application/json";
      case "fee-list-csv", "front-page" -> "text/csv";
      case "result-message" -> "x-application/hl7-v2+er7";
      default -> "application/xml";
    };
  }
}
