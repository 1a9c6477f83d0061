package org.claimexchange.fhir.category;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.claimexchange.fhir.sample.GeneratedDoc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CategoryTest {
  @Test
  void theTableIsThePageInTheDocs() throws IOException {
    var table =
        Arrays.stream(Category.values())
            .map(c ->
                "| `%s` | %s | %s | %s | %d | %s | %s |"
                    .formatted(
                        c.code(),
                        c.chinese(),
                        c.english(),
                        c.plainChinese(),
                        c.sensitivity(),
                        c.onByDefault() ? "on" : "off",
                        c.searches().stream()
                            .map(search -> "`" + search + "`")
                            .collect(Collectors.joining("<br>"))))
            .collect(
                Collectors.joining(
                    "\n",
                    "| code | 名称 | name | what a patient reads | level | default | searches |\n"
                        + "|---|---|---|---|---|---|---|\n",
                    "\n"));

    GeneratedDoc.check(Path.of("../docs/categories.md"), table);
  }

  /** With {@code DOCS_WRITE=true} in the environment they are written; else they must be these. */
  @ParameterizedTest
  @ValueSource(strings = {"CodeSystem", "ValueSet"})
  void theConformanceResourcesInTheDocsAreMadeFromTheTable(String type) throws IOException {
    var resource =
        type.equals("CodeSystem")
            ? CategoryResources.codeSystem("0.1.0")
            : CategoryResources.valueSet("0.1.0");
    var json =
        FhirContext.forR4Cached()
                .newJsonParser()
                .setPrettyPrint(true)
                .encodeResourceToString(resource)
            + "\n";
    var file = Path.of("../docs/fhir", type + "-category.json");
    if ("true".equals(System.getenv("DOCS_WRITE"))) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, json);
    }

    assertThat(Files.readString(file)).isEqualTo(json);
  }

  @Test
  void everyCategoryHasItsWordsLevelAndSearches() {
    assertThat(Category.values()).hasSize(20);
    assertThat(Category.values())
        .allSatisfy(category -> {
          assertThat(category.sensitivity()).isBetween(1, 5);
          assertThat(category.searches()).isNotEmpty();
          assertThat(category.plainChinese()).isNotBlank();
          assertThat(category.plainEnglish()).isNotBlank();
          assertThat(Category.ofCode(category.code())).contains(category);
        });
  }

  @Test
  void theCodeSystemHoldsTheWholeTable() {
    var system = CategoryResources.codeSystem("1");

    assertThat(system.getUrl()).isEqualTo("https://claimexchange.org/fhir/CodeSystem/category");
    assertThat(system.getConcept().stream().map(concept -> concept.getCode()))
        .containsExactlyElementsOf(Arrays.stream(Category.values()).map(Category::code).toList());
    assertThat(CategoryResources.valueSet("1").getCompose().getIncludeFirstRep().getSystem())
        .isEqualTo(system.getUrl());
  }
}
