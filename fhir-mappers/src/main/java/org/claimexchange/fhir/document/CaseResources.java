package org.claimexchange.fhir.document;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.claimexchange.fhir.claim.ClaimCase;
import org.claimexchange.fhir.claim.Party;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

/** The insurer's side of a claim document: parties, commercial cover and claim. */
final class CaseResources {
  private static final String NAMING = "https://claimexchange.org/fhir/NamingSystem/";
  static final String PARTICIPANT = NAMING + "participant";
  static final String CASE_FIELD = "https://claimexchange.org/fhir/CodeSystem/case-field";
  private static final String TERMINOLOGY = "http://terminology.hl7.org/CodeSystem/";

  private final ClaimCase claim;

  CaseResources(ClaimCase claim) {
    this.claim = claim;
  }

  static Organization organization(Party party) {
    var organization = new Organization();
    organization.addIdentifier().setSystem(PARTICIPANT).setValue(party.id());
    organization.setName(party.name());
    return organization;
  }

  Coverage coverage(Reference patient, Reference insurer) {
    var coverage = new Coverage().setStatus(Coverage.CoverageStatus.ACTIVE);
    coverage.getMeta().addProfile(Profiles.COMMERCIAL_COVERAGE);
    identifier("policy-number", claim.policyNumber()).ifPresent(coverage::addIdentifier);
    coverage.setType(
        new CodeableConcept()
            .setText(claim.lineOfBusiness().isEmpty() ? "商业健康保险" : claim.lineOfBusiness()));
    if (!claim.policyholder().isEmpty()) {
      coverage.setPolicyHolder(new Reference().setDisplay(claim.policyholder()));
    }
    if (!claim.certificateNumber().isEmpty()) {
      coverage.setSubscriberId(claim.certificateNumber());
    }
    coverage.setBeneficiary(patient);
    if (claim.coverFrom().isPresent() || claim.coverTo().isPresent()) {
      var period = new Period();
      claim.coverFrom().ifPresent(day -> period.setStartElement(day(day)));
      claim.coverTo().ifPresent(day -> period.setEndElement(day(day)));
      coverage.setPeriod(period);
    }
    return coverage.addPayor(insurer);
  }

  /**
   * @param coverages the commercial one first
   * @param bills invoices and settlements, on which the claim rests
   */
  Claim claim(
      Reference patient,
      Reference insurer,
      Reference provider,
      List<Reference> coverages,
      List<Reference> bills,
      DateTimeType created) {
    var made =
        new Claim()
            .setStatus(Claim.ClaimStatus.ACTIVE)
            .setUse(Claim.Use.CLAIM)
            .setType(coded("claim-type", "institutional"))
            .setPriority(coded("processpriority", "normal"))
            .setPatient(patient)
            .setInsurer(insurer)
            .setProvider(provider)
            .setCreatedElement(created);
    identifier("claim-number", claim.claimNumber()).ifPresent(made::addIdentifier);
    identifier("report-number", claim.reportNumber()).ifPresent(made::addIdentifier);
    if (!claim.claimKind().isEmpty()) {
      made.setSubType(new CodeableConcept().setText(claim.claimKind()));
    }
    for (int i = 0; i < coverages.size(); i++) {
      made.addInsurance().setSequence(i + 1).setFocal(i == 0).setCoverage(coverages.get(i));
    }
    field(made, "event-kind", "出险类型", claim.eventKind());
    field(made, "event-date", "出险日期", claim.eventDate().map(LocalDate::toString).orElse(""));
    field(made, "insured", "被保险人", claim.insured());
    field(made, "applicant-relation", "申请人与被保险人关系", claim.applicantRelation());
    for (Reference bill : bills) {
      made.addSupportingInfo()
          .setSequence(made.getSupportingInfo().size())
          .setCategory(field("bill", "医疗费用"))
          .setValue(bill);
    }
    return made;
  }

  private static void field(Claim claim, String code, String name, String value) {
    if (!value.isEmpty()) {
      claim
          .addSupportingInfo()
          .setSequence(claim.getSupportingInfo().size())
          .setCategory(field(code, name))
          .setValue(new StringType(value));
    }
  }

  private static CodeableConcept field(String code, String name) {
    return new CodeableConcept().addCoding(new Coding(CASE_FIELD, code, name)).setText(name);
  }

  private static Optional<Identifier> identifier(String system, String value) {
    return value.isEmpty()
        ? Optional.empty()
        : Optional.of(new Identifier().setSystem(NAMING + system).setValue(value));
  }

  private static CodeableConcept coded(String system, String code) {
    return new CodeableConcept()
        .addCoding(new Coding().setSystem(TERMINOLOGY + system).setCode(code));
  }

  private static DateTimeType day(LocalDate day) {
    return new DateTimeType(day.toString());
  }
}
