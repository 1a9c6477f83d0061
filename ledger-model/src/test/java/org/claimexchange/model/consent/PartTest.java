package org.claimexchange.model.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a consent may take of a request. */
class PartTest {
  private static final DateRange SPRING =
      new DateRange(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 5, 31));
  private static final Part STAY =
      part(List.of("ZY2026031207"), List.of(), List.of("diagnosis", "invoice"));
  private static final Part BY_PERIOD =
      part(List.of(), List.of(VisitKind.OUTPATIENT), List.of("diagnosis", "invoice"));

  @Test
  void lessIsCoveredAndMoreIsNot() {
    assertThat(STAY.covers(STAY)).isTrue();
    assertThat(STAY.covers(part(STAY.visits(), List.of(), List.of("diagnosis")))).isTrue();
    assertThat(STAY.covers(part(STAY.visits(), List.of(), List.of("diagnosis", "laboratory"))))
        .isFalse();
    assertThat(STAY.covers(part(List.of("ZY2019010101"), List.of(), List.of("diagnosis"))))
        .isFalse();
  }

  @Test
  void aRequestByPeriodCoversNoVisitThatIsNamedByHand() {
    assertThat(BY_PERIOD.covers(BY_PERIOD)).isTrue();
    assertThat(BY_PERIOD.covers(part(List.of("ZY2019010101"), List.of(), List.of("diagnosis"))))
        .isFalse();
  }

  @Test
  void aRequestOfNamedVisitsCoversNoPeriod() {
    assertThat(STAY.covers(BY_PERIOD)).isFalse();
  }

  private static Part part(List<String> visits, List<VisitKind> kinds, List<String> categories) {
    return new Part("hospital-1", visits, SPRING, kinds, categories, List.of(), false);
  }
}
