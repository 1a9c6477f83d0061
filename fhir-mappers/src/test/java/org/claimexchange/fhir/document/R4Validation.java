package org.claimexchange.fhir.document;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import java.util.List;
import org.claimexchange.fhir.category.CategoryResources;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.Resource;

/** HAPI's validator of base R4, with our own code system. */
final class R4Validation {
  private final FhirValidator validator;

  R4Validation(FhirContext fhir) {
    var own = new PrePopulatedValidationSupport(fhir);
    own.addCodeSystem(CategoryResources.codeSystem("test"));
    own.addValueSet(CategoryResources.valueSet("test"));
    var chain =
        new ValidationSupportChain(
            new DefaultProfileValidationSupport(fhir),
            own,
            new CommonCodeSystemsTerminologyService(fhir),
            new InMemoryTerminologyServerValidationSupport(fhir));
    validator = fhir.newValidator().registerValidatorModule(new FhirInstanceValidator(chain));
  }

  /** What is wrong enough to be an error, each with its place. */
  List<String> errors(Resource resource) {
    return validator.validateWithResult(resource).getMessages().stream()
        .filter(message -> message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
        .map(message -> message.getLocationString() + ": " + message.getMessage())
        .toList();
  }
}
