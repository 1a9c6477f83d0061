package org.claimexchange.fhir.scope;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of types and the published profiles say the same: an element passes, or is closed. */
public class ProfileElementsTest {
  private static final FhirContext FHIR = FhirContext.forR4Cached();
  private static final DefaultProfileValidationSupport R4 =
      new DefaultProfileValidationSupport(FHIR);
  private static final Path PROFILES = Path.of("src/main/resources/org/claimexchange/fhir/profile");

  /** Every type of the table. */
  public static Stream<String> typesThatPass() {
    return Arrays.stream(RecordType.values()).map(RecordType::fhirType);
  }

  @ParameterizedTest
  @MethodSource("typesThatPass")
  void whatDoesNotPassIsClosedAndWhatPassesIsOpen(String type) throws IOException {
    if (type.equals("Binary")) {
      // Becomes a part of its DocumentReference.
      return;
    }
    var closed =
        elements(
            profile(type).getDifferential().getElement(), element -> "0".equals(element.getMax()));

    var passing = new TreeSet<>(elements(standard(type), element -> true));
    passing.removeAll(closed);

    var expected = new TreeSet<>(RecordType.of(type).orElseThrow().elements());
    expected.add("id");
    expected.add("meta");
    if (type.equals("MedicationAdministration")) {
      expected.add("note");
    }
    if (type.equals("ChargeItem") || type.equals("Invoice")) {
      expected.add("extension");
    }
    assertThat(passing).isEqualTo(expected);
  }

  private static TreeSet<String> elements(
      Iterable<ElementDefinition> all, Predicate<ElementDefinition> which) {
    var names = new TreeSet<String>();
    for (ElementDefinition element : all) {
      var path = element.getPath().split("\\.");
      if (path.length == 2 && which.test(element) && !element.getId().contains(":")) {
        names.add(path[1]);
      }
    }
    return names;
  }

  private static Iterable<ElementDefinition> standard(String type) {
    var url = "http://hl7.org/fhir/StructureDefinition/" + type;
    return ((StructureDefinition) R4.fetchStructureDefinition(url)).getSnapshot().getElement();
  }

  private static StructureDefinition profile(String type) throws IOException {
    var name =
        type.equals("Coverage")
            ? "public-coverage"
            : "claim-" + type.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    return FHIR.newJsonParser()
        .parseResource(
            StructureDefinition.class,
            Files.readString(PROFILES.resolve("StructureDefinition-" + name + ".json")));
  }
}
