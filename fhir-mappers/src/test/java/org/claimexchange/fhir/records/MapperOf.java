package org.claimexchange.fhir.records;

import java.util.stream.Stream;
import org.claimexchange.fhir.feelist.FeeListMapper;
import org.claimexchange.fhir.frontpage.FrontPageMapper;
import org.claimexchange.fhir.invoice.InvoiceMapper;
import org.claimexchange.fhir.laboratory.ResultMessageMapper;
import org.claimexchange.fhir.protection.ProtectedRecords;
import org.claimexchange.fhir.settlement.SettlementListMapper;
import org.claimexchange.fhir.shareddocument.SharedDocumentMapper;
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
    var lists = new ProtectedRecords();
    return switch (format) {
      case "settlement-list" -> new SettlementListMapper("hospital-1", lists);
      case "fee-list-csv", "fee-list-json" -> new FeeListMapper("hospital-1", lists);
      case "front-page" -> new FrontPageMapper("hospital-2", lists);
      case "shared-document" -> new SharedDocumentMapper("hospital-2", lists);
      case "result-message" -> new ResultMessageMapper("hospital-1", lists);
      case "invoice" -> new InvoiceMapper("hospital-1", lists);
      default -> throw new IllegalArgumentException(format);
    };
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
