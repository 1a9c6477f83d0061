package org.claimexchange.fhir.shareddocument;

import java.util.List;
import java.util.Set;

/** The elements of CDA R2 that the shared documents of WS/T 500-2016 use. */
final class CdaFields {
  static final Set<String> ELEMENTS =
      Set.copyOf(
          List.of(
              ("ClinicalDocument realmCode typeId templateId id code title effectiveTime"
                      + " confidentialityCode languageCode setId versionNumber recordTarget"
                      + " patientRole addr telecom patient name administrativeGenderCode birthTime"
                      + " maritalStatusCode ethnicGroupCode nationality employerOrganization"
                      + " occupationCode age author time assignedAuthor assignedPerson"
                      + " representedOrganization custodian assignedCustodian"
                      + " representedCustodianOrganization legalAuthenticator authenticator"
                      + " signatureCode assignedEntity participant associatedEntity"
                      + " associatedPerson scopingOrganization relatedDocument parentDocument"
                      + " componentOf encompassingEncounter location healthCareFacility"
                      + " serviceProviderOrganization asOrganizationPartOf wholeOrganization"
                      + " component structuredBody section text paragraph content list item table"
                      + " thead tbody tr th td br entry entryRelationship observation organizer"
                      + " procedure act encounter substanceAdministration manufacturedProduct"
                      + " manufacturedLabeledDrug consumable statusCode methodCode targetSiteCode"
                      + " value low high width center qualifier translation originalText performer"
                      + " informant reference externalDocument houseNumber streetName township"
                      + " county city state postalCode")
                  .split(" ", -1)));

  private CdaFields() {}
}
