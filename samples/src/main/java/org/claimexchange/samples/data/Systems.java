package org.claimexchange.samples.data;

/**
 * The naming systems and code systems of the sample records. The OIDs are those of the shared
 * health documents (WS/T 500-2016); what has none stands under the project's own URL.
 */
final class Systems {
  static final String RESIDENT_ID = "urn:oid:2.16.156.10011.1.3";
  static final String BIRTH_CERTIFICATE = "urn:oid:2.16.156.10011.1.31";
  static final String OUTPATIENT_NUMBER = "urn:oid:2.16.156.10011.1.11";
  static final String INPATIENT_NUMBER = "urn:oid:2.16.156.10011.1.12";
  static final String RECORD_NUMBER = "urn:oid:2.16.156.10011.1.13";
  static final String INSTITUTION_CODE = "urn:oid:2.16.156.10011.1.5";
  static final String DEPARTMENT = "urn:oid:2.16.156.10011.1.26";
  static final String DOCUMENT_KIND = "urn:oid:2.16.156.10011.2.4";
  static final String ICD9_CM3_CN = "urn:oid:2.16.156.10011.2.3.3.12";

  static final String ICD10 = "http://hl7.org/fhir/sid/icd-10";
  static final String LOINC = "http://loinc.org";
  static final String UCUM = "http://unitsofmeasure.org";
  static final String ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
  static final String REPORT_SECTION = "http://terminology.hl7.org/CodeSystem/v2-0074";
  static final String OBSERVATION_CATEGORY =
      "http://terminology.hl7.org/CodeSystem/observation-category";

  private static final String OWN = "https://claimexchange.org/fhir/";

  /** The hospital's own number of a charge item. */
  static final String CHARGE_ITEM = OWN + "CodeSystem/sample-charge-item";

  /** 收费类别: the fee classes of a bill, by name. */
  static final String FEE_CLASS = OWN + "CodeSystem/fee-class";

  /** The amounts of a settlement: see {@link Settlement}. */
  static final String SETTLEMENT_AMOUNT = OWN + "CodeSystem/settlement-amount";

  static final String INVOICE_CODE = OWN + "NamingSystem/einvoice-code";
  static final String INVOICE_NUMBER = OWN + "NamingSystem/einvoice-number";
  static final String INVOICE_CHECK_CODE = OWN + "NamingSystem/einvoice-check-code";
  static final String SETTLEMENT_NUMBER = OWN + "NamingSystem/settlement-number";

  /** 甲 (A), 乙 (B), 丙 (C): how far the public scheme pays for an item. */
  static final String INSURANCE_GRADE = OWN + "StructureDefinition/insurance-grade";

  /** 自付比例: the share of an item that the patient pays first, 0 to 1. */
  static final String SELF_PAY_RATIO = OWN + "StructureDefinition/self-pay-ratio";

  static final String UNIT_PRICE = OWN + "StructureDefinition/unit-price";

  private Systems() {}
}
