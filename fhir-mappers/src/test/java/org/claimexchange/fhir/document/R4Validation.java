package org.claimexchange.fhir.document;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.claimexchange.fhir.category.CategoryResources;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Resource;

/** HAPI's validator of R4, with the profiles and code systems of the product. */
final class R4Validation {
  private static final Path PROFILES = Path.of("src/main/resources/org/claimexchange/fhir/profile");

  /** For all tests, since it takes seconds to read the standard. */
  static final R4Validation SHARED = new R4Validation(FhirContext.forR4Cached());

  private final FhirValidator validator;

  private R4Validation(FhirContext fhir) {
    var own = new PrePopulatedValidationSupport(fhir);
    own.addCodeSystem(CategoryResources.codeSystem("test"));
    own.addValueSet(CategoryResources.valueSet("test"));
    profiles(fhir).forEach(own::addResource);
    var chain =
        new ValidationSupportChain(
            new DefaultProfileValidationSupport(fhir),
            own,
            new SnapshotGeneratingValidationSupport(fhir),
            new CommonCodeSystemsTerminologyService(fhir),
            new InMemoryTerminologyServerValidationSupport(fhir));
    var instances = new FhirInstanceValidator(chain);
    // No extension but those that the product publishes.
    instances.setAnyExtensionsAllowed(false);
    validator = fhir.newValidator().registerValidatorModule(instances);
  }

  /** Every conformance resource of the product. */
  static List<MetadataResource> profiles(FhirContext fhir) {
    try (var files = Files.list(PROFILES)) {
      var parser = fhir.newJsonParser();
      var resources = new ArrayList<MetadataResource>();
      for (Path file : files.sorted().toList()) {
        resources.add((MetadataResource) parser.parseResource(Files.readString(file)));
      }
      return resources;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is wrong enough to be an error, each with its place. */
  List<String> errors(Resource resource) {
    return validator.validateWithResult(resource).getMessages().stream()
        .filter(message -> message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
        .map(message -> message.getLocationString() + ": " + message.getMessage())
        .toList();
  }
}
