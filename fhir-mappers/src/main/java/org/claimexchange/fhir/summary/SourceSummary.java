package org.claimexchange.fhir.summary;

import java.time.Instant;
import java.util.List;
import org.claimexchange.fhir.claim.Party;
import org.claimexchange.fhir.quality.QualityRemark;

/**
 * What one source sent. Lists are in the order of time.
 *
 * @param source the source
 * @param release id of the release under which it sent
 * @param retrievedAt when the last of it came
 * @param patient the person, as the source knows them
 * @param categories Chinese names of the categories that were granted
 * @param reports examination, laboratory and pathology reports
 * @param documents discharge summaries, operation notes and other documents
 * @param remarks what is wrong with the records
 */
public record SourceSummary(
    Party source,
    String release,
    Instant retrievedAt,
    PatientLine patient,
    List<String> categories,
    List<StayLine> stays,
    List<DiagnosisLine> diagnoses,
    List<OperationLine> operations,
    List<MedicationLine> medications,
    List<AllergyLine> allergies,
    List<MeasurementLine> laboratory,
    List<MeasurementLine> vitalSigns,
    List<ReportLine> reports,
    List<DocumentLine> documents,
    List<Bill> bills,
    List<QualityRemark> remarks) {
  public SourceSummary {
    categories = List.copyOf(categories);
    stays = List.copyOf(stays);
    diagnoses = List.copyOf(diagnoses);
    operations = List.copyOf(operations);
    medications = List.copyOf(medications);
    allergies = List.copyOf(allergies);
    laboratory = List.copyOf(laboratory);
    vitalSigns = List.copyOf(vitalSigns);
    reports = List.copyOf(reports);
    documents = List.copyOf(documents);
    bills = List.copyOf(bills);
    remarks = List.copyOf(remarks);
  }

  @Override
  public String toString() {
    return "SourceSummary[" + source.id() + "]";
  }
}
