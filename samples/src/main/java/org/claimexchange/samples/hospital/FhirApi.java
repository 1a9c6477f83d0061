package org.claimexchange.samples.hospital;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.HardcodedServerAddressStrategy;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.RestfulServer;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Coverage;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.ExplanationOfBenefit;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.Immunization;
import org.hl7.fhir.r4.model.Invoice;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Resource;

/** The hospital's FHIR R4 interface: read and search, in pages. */
final class FhirApi extends RestfulServer {
  private static final long serialVersionUID = 1L;

  private static final List<Class<? extends Resource>> TYPES =
      List.of(
          Patient.class,
          Encounter.class,
          Condition.class,
          Procedure.class,
          MedicationRequest.class,
          MedicationAdministration.class,
          MedicationDispense.class,
          MedicationStatement.class,
          Observation.class,
          DiagnosticReport.class,
          ImagingStudy.class,
          AllergyIntolerance.class,
          Immunization.class,
          ChargeItem.class,
          Invoice.class,
          ExplanationOfBenefit.class,
          Coverage.class,
          DocumentReference.class,
          Organization.class,
          Practitioner.class);

  FhirApi(FhirContext fhir, RecordStore store, OpaquePages pages, String fhirUrl, String name) {
    super(fhir);
    setResourceProviders(providers(fhir, store).toList());
    setPagingProvider(pages);
    setDefaultPageSize(OpaquePages.DEFAULT_PAGE);
    setMaximumPageSize(OpaquePages.LARGEST_PAGE);
    setDefaultResponseEncoding(EncodingEnum.JSON);
    setServerAddressStrategy(new HardcodedServerAddressStrategy(fhirUrl));
    setImplementationDescription(name);
    setServerName("Sample hospital");
  }

  private static Stream<IResourceProvider> providers(FhirContext fhir, RecordStore store) {
    return TYPES.stream().map(type -> new RecordProvider(type, store, fhir));
  }
}
