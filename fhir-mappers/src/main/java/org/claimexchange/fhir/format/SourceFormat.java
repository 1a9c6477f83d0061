package org.claimexchange.fhir.format;

import java.util.Arrays;
import java.util.Optional;
import org.claimexchange.fhir.feelist.FeeListMapper;
import org.claimexchange.fhir.frontpage.FrontPageMapper;
import org.claimexchange.fhir.invoice.InvoiceMapper;
import org.claimexchange.fhir.laboratory.ResultMessageMapper;
import org.claimexchange.fhir.protection.ProtectedRecords;
import org.claimexchange.fhir.settlement.SettlementListMapper;
import org.claimexchange.fhir.shareddocument.SharedDocumentMapper;
import org.claimexchange.fhir.source.FileMapping;
import org.claimexchange.fhir.source.FormatMapper;
import org.claimexchange.fhir.source.SourceMapper;

/** The formats that are mapped, by the names that a source's configuration uses. */
public enum SourceFormat {
  /** 医疗保障基金结算清单, JSON of interface 4101. */
  SETTLEMENT_LIST("settlement-list", "医疗保障基金结算清单"),
  /** 费用清单, CSV or JSON. */
  FEE_LIST("fee-list", "费用清单"),
  /** 住院病案首页, CSV. */
  FRONT_PAGE("front-page", "住院病案首页"),
  /** 入院记录 and 出院小结, WS/T 500 CDA. */
  SHARED_DOCUMENT("shared-document", "入院记录、出院小结"),
  /** HL7 v2.5 ORU^R01. */
  RESULT_MESSAGE("result-message", "检验检查结果消息"),
  /** 医疗收费电子票据, XML. */
  INVOICE("invoice", "医疗收费电子票据");

  private final String code;
  private final String chinese;

  SourceFormat(String code, String chinese) {
    this.code = code;
    this.chinese = chinese;
  }

  /** The name in a configuration; also that of its page in docs/mappings. */
  public String code() {
    return code;
  }

  /** Chinese name. */
  public String chinese() {
    return chinese;
  }

  /**
   * A mapper, which may be kept and used by many threads.
   *
   * @param source the participant's id in the register
   * @param protectedRecords what a file as a whole is labelled by
   */
  public SourceMapper mapper(String source, ProtectedRecords protectedRecords) {
    return new FormatMapper(source, protectedRecords, mapping());
  }

  private FileMapping mapping() {
    return switch (this) {
      case SETTLEMENT_LIST -> new SettlementListMapper();
      case FEE_LIST -> new FeeListMapper();
      case FRONT_PAGE -> new FrontPageMapper();
      case SHARED_DOCUMENT -> new SharedDocumentMapper();
      case RESULT_MESSAGE -> new ResultMessageMapper();
      case INVOICE -> new InvoiceMapper();
    };
  }

  /** The format of a name; empty for any other name. */
  public static Optional<SourceFormat> ofCode(String code) {
    return Arrays.stream(values()).filter(format -> format.code.equals(code)).findFirst();
  }
}
