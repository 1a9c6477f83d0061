package org.claimexchange.launcher.demo;

import java.time.LocalDate;
import java.util.List;
import org.claimexchange.model.consent.DateRange;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.Purpose;
import org.claimexchange.model.consent.VisitKind;
import org.claimexchange.model.person.IdSystem;
import org.claimexchange.model.person.Person;
import org.claimexchange.model.person.PersonId;
import org.claimexchange.samples.insurer.Claim;

/** The claim of the demo: two stays of 王建国 in 2026, one at each sample hospital. */
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

  private DemoClaim() {}

  /**
   * The claim.
   *
   * @param number 赔案号, new for each
   * @param returnUrl the insurer's page to go back to
   */
  public static Claim of(String number, String returnUrl) {
    return new Claim(
        number,
        "BA" + number,
        "AX-YL-2024-0086621",
        new Person(new PersonId(IdSystem.RESIDENT_ID, "310101198503029974"), "王建国"),
        LocalDate.of(2026, 3, 12),
        new DateRange(LocalDate.of(2024, 1, 1), LocalDate.of(2026, 12, 31)),
        Purpose.CLAIM_REVIEW,
        List.of(
            part(
                "hospital-1", "ZY2026031207", LocalDate.of(2026, 3, 12), LocalDate.of(2026, 3, 16)),
            part(
                "hospital-2",
                "ZY2026082219",
                LocalDate.of(2026, 8, 22),
                LocalDate.of(2026, 8, 29))),
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
