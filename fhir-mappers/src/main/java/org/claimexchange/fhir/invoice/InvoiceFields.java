package org.claimexchange.fhir.invoice;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fields of the invoice's XML. */
final class InvoiceFields {
  static final Set<String> MAIN =
      set(
          "EInvoiceName EInvoiceCode EInvoiceNumber RandomNumber EInvoiceSpecimenCode"
              + " SupervisorAreaCode TotalAmount IssueDate IssueTime InvoicingParty PayerParty"
              + " PayMode BizCode CurrencyType ExchangeRate Remark HandlingPerson Checker"
              + " SupervisorRemark MainExt InvoicingPartySeal SupervisorPartySeal Reversal"
              + " RelatedInvoiceCode RelatedInvoiceNumber ExchangePaper PaperInvoiceCode"
              + " PaperInvoiceNumber");

  static final Set<String> EXTENSION =
      set(
          "Gender BirthDate MedicalDate OrgType MedicalInsuranceType MedicalInsuranceID"
              + " PatientNumber HospitalizationNumber CaseNumber DepartmentName InHospitalDate"
              + " OutHospitalDate HospitalDay PrepayAmount RechargeAmount RefundAmount"
              + " FundPayAmount OtherPayAmount AccountPayAmount OwnPayAmount SelfpaymentAmount"
              + " SelfpaymentCost LargeInsuranceAmount MedicalHelpAmount StartPayLine"
              + " ClassBSelfPayment OverLimitAmount AccountBalance");

  static final Set<String> ITEM =
      set("ItemCode ItemName ItemQuantity ItemUnit ItemStd ItemAmount ItemRemark");

  private static final Set<String> NODES =
      set(
          "EInvoice Header EInvoiceTag Version EInvoiceData EInvoiceSignature Main Details Item"
              + " InvoicingPartyCode InvoicingPartyName PayerPartyType PayerPartyCode"
              + " PayerPartyName");

  private static final Set<String> ALL =
      Stream.of(NODES, MAIN, EXTENSION, ITEM)
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());

  private InvoiceFields() {}

  /** Every element of the invoice. */
  static Set<String> published() {
    return ALL;
  }

  private static Set<String> set(String names) {
    return Set.copyOf(List.of(names.split(" ", -1)));
  }
}
