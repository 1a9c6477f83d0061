package org.claimexchange.agent.find;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.claimexchange.agent.find.FilePattern.TooManyException;
import org.claimexchange.model.consent.DateRange;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.person.IdSystem;
import org.claimexchange.model.person.PersonId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a pattern may say, and what stands for its placeholders. */
class FilePatternTest {
  private static final PersonId WANG = new PersonId(IdSystem.RESIDENT_ID, "310101198503029974");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/{visit}.json",
        "../{visit}.json",
        "{visit}/../x.json",
        "{visit}//x.json",
        ".{visit}.json",
        "**/{visit}.json",
        "a\\{visit}.json",
        "c:{visit}.json",
        "{visit}\n.json",
        "{visit",
        "visit}.json",
        "{{visit}}.json",
        "{name}.json",
        "{period:HH}/{visit}.json",
        "{period:}/{visit}.json",
        "{period:yyyy/MM}/{visit}.json",
        "all/*.json",
        "{period:yyyy}/*.json"
      })
  void aPatternThatCouldLeadElsewhereIsRefused(String text) {
    assertThatThrownBy(() -> FilePattern.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected ");
  }

  @Test
  void onePlaceholderMeansOneValueInTheWholePattern() throws TooManyException {
    var pattern = FilePattern.of("{visit}/{visit}_*.json");

    var bindings = pattern.bindings(wanted(List.of("ZY1", "ZY2"), 1), List.of());

    assertThat(bindings).containsExactly(Map.of("visit", "ZY1"), Map.of("visit", "ZY2"));
  }

  @Test
  void aPeriodStandsForEachOfItsMonthsOnce() throws TooManyException {
    var pattern = FilePattern.of("{period:yyyyMM}/{person}.csv");

    var bindings = pattern.bindings(wanted(List.of(), 45), List.of());

    assertThat(bindings.stream().map(binding -> binding.get("period:yyyyMM")))
        .containsExactly("202603", "202604");
  }

  @Test
  void withoutAValueThereIsNothingToLookFor() throws TooManyException {
    assertThat(FilePattern.of("{visit}.csv").bindings(wanted(List.of(), 1), List.of())).isEmpty();
    assertThat(FilePattern.of("{record}.csv").bindings(wanted(List.of(), 1), List.of())).isEmpty();
  }

  @Test
  void aPeriodOfAThousandYearsIsNotLookedFor() {
    assertThatThrownBy(() ->
            FilePattern.of("{period:yyyyMMdd}/{person}.csv")
                .bindings(wanted(List.of(), 365_000), List.of()))
        .isInstanceOf(TooManyException.class);
  }

  @Test
  void aValueIsNeverAnExpression() {
    var expression = FilePattern.expression("{visit}*.j?on", Map.of("visit", ".*"));

    assertThat("ZY1.json").doesNotMatch(expression);
    assertThat(".*x.json").matches(expression);
  }

  static Wanted wanted(List<String> visits, int days) {
    var first = LocalDate.of(2026, 3, 1);
    return new Wanted(
        new Part(
            "hospital-third",
            visits,
            new DateRange(first, first.plusDays(days - 1)),
            List.of(),
            List.of("fee-list"),
            List.of(),
            false),
        WANG);
  }
}
