package org.claimexchange.server.request;

import java.util.Date;
import org.claimexchange.server.setup.ExchangeProperties;
import org.claimexchange.server.web.FhirResponse;
import org.claimexchange.server.web.FhirRoutes;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementKind;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.RestfulCapabilityMode;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Enumerations.FHIRVersion;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /fhir/metadata}: what the FHIR API can do. */
@FhirRoutes
class MetadataRoutes {
  private final ExchangeProperties properties;
  private final FhirResponse fhir;

  MetadataRoutes(ExchangeProperties properties, FhirResponse fhir) {
    this.properties = properties;
    this.fhir = fhir;
  }

  @GetMapping("/fhir/metadata")
  ResponseEntity<String> metadata() {
    CapabilityStatement statement = new CapabilityStatement();
    statement.setStatus(PublicationStatus.ACTIVE);
    statement.setDate(new Date(0));
    statement.setKind(CapabilityStatementKind.INSTANCE);
    statement.setFhirVersion(FHIRVersion._4_0_1);
    statement.addFormat("application/fhir+json");
    statement.getSoftware().setName("Claim Exchange");
    statement
        .getImplementation()
        .setDescription(properties.operator().name())
        .setUrl(properties.publicUrl() + "/fhir");
    CapabilityStatementRestComponent rest =
        statement.addRest().setMode(RestfulCapabilityMode.SERVER);
    rest.getSecurity()
        .addService(
            new CodeableConcept(
                new Coding(
                    "http://terminology.hl7.org/CodeSystem/restful-security-service",
                    "SMART-on-FHIR",
                    null)));
    task(rest.addResource());
    rest.addResource()
        .setType("DocumentReference")
        .addInteraction()
        .setCode(TypeRestfulInteraction.READ);
    return fhir.of(HttpStatus.OK, statement);
  }

  private static void task(CapabilityStatementRestResourceComponent task) {
    task.setType("Task");
    task.addSupportedProfile(TaskShape.PROFILE);
    task.addInteraction().setCode(TypeRestfulInteraction.CREATE);
    task.addInteraction().setCode(TypeRestfulInteraction.READ);
    task.addInteraction().setCode(TypeRestfulInteraction.SEARCHTYPE);
    task.addSearchParam().setName("_id").setType(SearchParamType.TOKEN);
    task.addSearchParam().setName("identifier").setType(SearchParamType.TOKEN);
    task.addSearchParam().setName("group-identifier").setType(SearchParamType.TOKEN);
    task.addSearchParam().setName("status").setType(SearchParamType.TOKEN);
  }
}
