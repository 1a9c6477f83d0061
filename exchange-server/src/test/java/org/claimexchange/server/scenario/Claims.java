package org.claimexchange.server.scenario;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.claimexchange.model.consent.DateRange;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.Purpose;
import org.claimexchange.model.person.IdSystem;
import org.claimexchange.model.person.Person;
import org.claimexchange.model.person.PersonId;
import org.claimexchange.samples.insurer.Claim;

/** Claims of the sample hospitals' patients. */
final class Claims {
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
  static final Person WANG_JIANGUO = resident("310101198503029974", "王建国");
  static final Person WANG_XIAOYU = resident("310101201607119979", "王小宇");
  static final Person SUN_XIAOYAN = resident("310107199905099986", "孙晓燕");
  static final Part FIRST_STAY =
      part("hospital-1", "ZY2026031207", LocalDate.of(2026, 3, 12), LocalDate.of(2026, 3, 16));
  static final Part SECOND_STAY =
      part("hospital-2", "ZY2026082219", LocalDate.of(2026, 8, 22), LocalDate.of(2026, 8, 29));
  static final Part CHILDS_STAY =
      part("hospital-1", "ZY2026050611", LocalDate.of(2026, 5, 6), LocalDate.of(2026, 5, 10));
  static final Part BIRTH =
      part("hospital-2", "ZY2026101702", LocalDate.of(2026, 10, 17), LocalDate.of(2026, 10, 21));

  private static final AtomicInteger COUNT = new AtomicInteger();

  private Claims() {}

  /** A new claim about this person. */
  static Claim about(Person subject, Part... parts) {
    String number =
        "PA2026%06d%s".formatted(COUNT.incrementAndGet(), ProcessHandle.current().pid());
    return new Claim(
        number,
        "BA" + number,
        "AX-YL-2024-0086621",
        subject,
        parts[0].period().from(),
        new DateRange(LocalDate.of(2024, 1, 1), LocalDate.of(2026, 12, 31)),
        Purpose.CLAIM_REVIEW,
        Arrays.asList(parts),
        "https://insurer.example/claims/back");
  }

  /** A part with only these of its categories. */
  static Part only(Part part, String... categories) {
    return new Part(
        part.source(),
        part.visits(),
        part.period(),
        part.visitKinds(),
        List.of(categories),
        part.protectedKinds(),
        part.protectedBills());
  }

  /** A part left out. */
  static Part without(Part part) {
    return only(part);
  }

  private static Part part(String source, String visit, LocalDate from, LocalDate to) {
    return new Part(
        source, List.of(visit), new DateRange(from, to), List.of(), CATEGORIES, List.of(), false);
  }

  private static Person resident(String number, String name) {
    return new Person(new PersonId(IdSystem.RESIDENT_ID, number), name);
  }
}
