package org.claimexchange.fhir.source;

/**
 * Names of systems. OIDs are those of the shared health documents (WS/T 500-2016, WS/T 483); what
 * has none stands under the project's own URL. The codes of the National Healthcare Security
 * Administration (NHSA, 国家医疗保障局) have no published canonical URL.
 */
public final class Systems {
  /** 住院号. */
  public static final String INPATIENT_NUMBER = "urn:oid:2.16.156.10011.1.12";

  /** 门(急)诊号. */
  public static final String OUTPATIENT_NUMBER = "urn:oid:2.16.156.10011.1.11";

  /** 病案号. */
  public static final String RECORD_NUMBER = "urn:oid:2.16.156.10011.1.13";

  /** 医疗机构组织机构代码. */
  public static final String INSTITUTION = "urn:oid:2.16.156.10011.1.5";

  /** ICD-10 with the national extensions, of GB/T 14396 and of the NHSA alike. */
  public static final String ICD10 = "urn:oid:2.16.156.10011.2.3.3.11";

  /** ICD-9-CM-3 with the national extensions. */
  public static final String ICD9CM3 = "urn:oid:2.16.156.10011.2.3.3.12";

  /** 中医病证分类与代码 (GB/T 15657). */
  public static final String TCM = "urn:oid:2.16.156.10011.2.3.3.14";

  /** LOINC. */
  public static final String LOINC = "http://loinc.org";

  /** UCUM. */
  public static final String UCUM = "http://unitsofmeasure.org";

  /** v3 ActCode. */
  public static final String ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode";

  private static final String OWN = "https://claimexchange.org/fhir/";

  /** Settlement amounts, see docs/mappings/settlement-list.md. */
  public static final String AMOUNT = OWN + "CodeSystem/settlement-amount";

  /** 收费类别. */
  public static final String FEE_CLASS = OWN + "CodeSystem/fee-class";

  /** 票据代码. */
  public static final String INVOICE_CODE = OWN + "NamingSystem/einvoice-code";

  /** 票据号码. */
  public static final String INVOICE_NUMBER = OWN + "NamingSystem/einvoice-number";

  /** 校验码. */
  public static final String INVOICE_CHECK_CODE = OWN + "NamingSystem/einvoice-check-code";

  /** 结算ID. */
  public static final String SETTLEMENT_NUMBER = OWN + "NamingSystem/settlement-number";

  /** 医保就诊ID. */
  public static final String NHSA_VISIT = OWN + "NamingSystem/nhsa-visit";

  /** 定点医药机构编号. */
  public static final String NHSA_INSTITUTION = OWN + "NamingSystem/nhsa-institution";

  /** 医保目录编码. */
  public static final String NHSA_ITEM = OWN + "CodeSystem/nhsa-item";

  private Systems() {}

  /** One of the project's code systems. */
  public static String codes(String name) {
    return OWN + "CodeSystem/" + name;
  }

  /** One of the project's naming systems. */
  public static String naming(String name) {
    return OWN + "NamingSystem/" + name;
  }

  /** One of the project's extensions. */
  public static String extension(String name) {
    return OWN + "StructureDefinition/" + name;
  }
}
