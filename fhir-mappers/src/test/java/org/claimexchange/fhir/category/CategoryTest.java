package org.claimexchange.fhir.category;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.claimexchange.fhir.sample.GeneratedDoc;
import org.junit.jupiter.api.Test;

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
