package org.claimexchange.launcher.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.claimexchange.model.consent.DateRange;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.Purpose;
import org.claimexchange.model.consent.VisitKind;
import org.claimexchange.model.person.IdSystem;
import org.claimexchange.model.person.Person;
import org.claimexchange.model.person.PersonId;
import org.claimexchange.samples.insurer.Claim;
import org.claimexchange.samples.natives.NativeHospital;

/** The claim of the demo: 王建国's stays and purchases in 2026. */
public final class DemoClaim {
  /** What the patient types at login. */
  public static final String PATIENT = "wang.jianguo";

  private static final List<String> CATEGORIES =
      List.of(
          "visit",
          "diagnosis",
          "procedure",
          "medication",
          "laboratory",
          "imaging-report",
          "fee-list",
          "settlement",
          "invoice",
          "discharge-summary");

  private static final List<Part> STAYS =
      List.of(
          part("hospital-1", "ZY2026031207", LocalDate.of(2026, 3, 12), LocalDate.of(2026, 3, 16)),
          part("hospital-2", "ZY2026082219", LocalDate.of(2026, 8, 22), LocalDate.of(2026, 8, 29)));

  private static final List<Part> ELSEWHERE =
      List.of(
          part(
              "hospital-3",
              NativeHospital.WANG_STAY,
              LocalDate.of(2026, 9, 21),
              LocalDate.of(2026, 9, 26)),
          new Part(
              "bureau",
              List.of(),
              new DateRange(LocalDate.of(2026, 9, 1), LocalDate.of(2026, 10, 31)),
              List.of(VisitKind.INPATIENT, VisitKind.PHARMACY),
              List.of("visit", "diagnosis", "fee-list", "settlement"),
              List.of(),
              false));

  private DemoClaim() {}

  /**
   * His two stays at the hospitals that speak FHIR.
   *
   * @param number 赔案号, new for each
   * @param returnUrl the insurer's page to go back to
   */
  public static Claim of(String number, String returnUrl) {
    return of(number, returnUrl, STAYS);
  }

  /**
   * The same with what he had where no FHIR is spoken: a stay at the hospital with an agent, and
   * what the medical-insurance bureau settled that autumn, at pharmacies too.
   *
   * @param number 赔案号, new for each
   * @param returnUrl the insurer's page to go back to
   */
  public static Claim ofAll(String number, String returnUrl) {
    return of(number, returnUrl, Stream.concat(STAYS.stream(), ELSEWHERE.stream()).toList());
  }

  private static Claim of(String number, String returnUrl, List<Part> parts) {
    return new Claim(
        number,
        "BA" + number,
        "AX-YL-2024-0086621",
        new Person(new PersonId(IdSystem.RESIDENT_ID, "310101198503029974"), "王建国"),
        LocalDate.of(2026, 3, 12),
        new DateRange(LocalDate.of(2024, 1, 1), LocalDate.of(2026, 12, 31)),
        Purpose.CLAIM_REVIEW,
        parts,
        returnUrl);
  }

  private static Part part(String source, String visit, LocalDate from, LocalDate to) {
    return new Part(
        source,
        List.of(visit),
        new DateRange(from, to),
        List.<VisitKind>of(),
        CATEGORIES,
        List.of(),
        false);
  }
}
