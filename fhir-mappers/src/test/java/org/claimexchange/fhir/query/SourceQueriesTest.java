package org.claimexchange.fhir.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.claimexchange.model.consent.DateRange;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.VisitKind;
import org.claimexchange.model.person.IdSystem;
import org.claimexchange.model.person.PersonId;
import org.junit.jupiter.api.Test;

class SourceQueriesTest {
  private static final PersonId SUBJECT = new PersonId(IdSystem.RESIDENT_ID, "310104199203154224");
  private static final String PERSON = "urn:oid:2.16.156.10011.1.3|310104199203154224";
  private static final DateRange YEAR =
      new DateRange(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31));

  @Test
  void namedVisitsAreAskedByNumber() {
    var part = part(List.of("ZY1", "ZY2,x"), List.of(), List.of("diagnosis"));

    assertThat(plain(part))
        .containsExactly(
            "Patient?identifier=" + PERSON,
            "Encounter?patient.identifier=" + PERSON + "&identifier=ZY1,ZY2\\,x",
            "Condition?patient.identifier=" + PERSON + "&encounter.identifier=ZY1,ZY2\\,x");
  }

  @Test
  void aPeriodIsAskedByDatesAndKinds() {
    var part = part(List.of(), List.of(VisitKind.OUTPATIENT), List.of("visit"));

    assertThat(plain(part))
        .containsExactly(
            "Patient?identifier=" + PERSON,
            "Encounter?patient.identifier="
                + PERSON
                + "&date=ge2026-01-01&date=le2026-12-31&class=AMB,HH,VR,FLD");
  }

  @Test
  void anEmptyScopeAsksNothing() {
    assertThat(SourceQueries.of(part(List.of("ZY1"), List.of(), List.of()), SUBJECT)).isEmpty();
    assertThat(SourceQueries.of(part(List.of(), List.of(), List.of("visit")), SUBJECT)).isEmpty();
    assertThat(SourceQueries.of(part(List.of("ZY1"), List.of(), List.of("no-such")), SUBJECT))
        .isEmpty();
  }

  @Test
  void twoCategoriesOfOneSearchAskItOnce() {
    var part = part(List.of("ZY1"), List.of(), List.of("medication", "prescription"));

    assertThat(SourceQueries.of(part, SUBJECT))
        .doesNotHaveDuplicates()
        .filteredOn(query -> query.resourceType().equals("MedicationRequest"))
        .hasSize(1);
  }

  @Test
  void aQueryHidesThePersonFromLogs() {
    var part = part(List.of("ZY1"), List.of(), List.of("visit"));

    assertThat(SourceQueries.of(part, SUBJECT).toString()).doesNotContain("31010419", "ZY1");
  }

  private static Part part(List<String> visits, List<VisitKind> kinds, List<String> categories) {
    return new Part("hospital-1", visits, YEAR, kinds, categories, List.of(), false);
  }

  private static List<String> plain(Part part) {
    return SourceQueries.of(part, SUBJECT).stream()
        .map(query ->
            query.resourceType() + "?" + URLDecoder.decode(query.form(), StandardCharsets.UTF_8))
        .toList();
  }
}
