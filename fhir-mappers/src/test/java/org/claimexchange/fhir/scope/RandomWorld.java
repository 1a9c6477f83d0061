package org.claimexchange.fhir.scope;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.claimexchange.model.consent.DateRange;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.ProtectedKind;
import org.claimexchange.model.consent.VisitKind;
import org.jspecify.annotations.Nullable;

/** What a hospital might hold and a person might grant, made from a seed; not yet as FHIR. */
final class RandomWorld {
  static final int SUBJECT = 0;
  static final int PERSONS = 3;

  /** A visit; {@code partOf} is an earlier visit or -1. */
  record Visit(
      int id,
      int person,
      LocalDate from,
      LocalDate to,
      VisitKind kind,
      @Nullable ProtectedKind label,
      int partOf) {
    String number() {
      return "V" + id;
    }
  }

  /** The sorts of records. */
  enum Sort {
    DIAGNOSIS("diagnosis"),
    OPERATION("procedure"),
    RESULT("laboratory"),
    VITALS("vital-signs"),
    REPORT("pathology"),
    DOCUMENT("discharge-summary"),
    /** A source's own file beside what was mapped of it: it tells of two categories. */
    FILE("settlement", "diagnosis"),
    FEE("fee-list"),
    INVOICE("invoice"),
    SETTLEMENT("settlement");

    /** All that must be granted. */
    final Set<String> categories;

    Sort(String... categories) {
      this.categories = Set.of(categories);
    }

    boolean document() {
      return this == DOCUMENT || this == FILE;
    }

    boolean bill() {
      return this == FEE || this == INVOICE || this == SETTLEMENT;
    }
  }

  /**
   * A record; {@code visit} is -1 for none; {@code about} are earlier records that it refers to.
   * One that comes twice comes with another label the second time, or with none.
   */
  record Item(
      int id,
      Sort sort,
      int person,
      int visit,
      @Nullable ProtectedKind label,
      boolean byCode,
      List<Integer> about,
      boolean twice,
      @Nullable ProtectedKind secondLabel) {}

  final List<Visit> visits = new ArrayList<>();
  final List<Item> items = new ArrayList<>();
  final Part part;
  private final Random random;

  RandomWorld(long seed) {
    random = new Random(seed);
    int visitCount = 1 + random.nextInt(5);
    for (int i = 0; i < visitCount; i++) {
      visits.add(visit(i));
    }
    int itemCount = random.nextInt(24);
    for (int i = 0; i < itemCount; i++) {
      items.add(item(i));
    }
    part = part();
  }

  private Visit visit(int id) {
    var from = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(300));
    return new Visit(
        id,
        person(),
        from,
        from.plusDays(random.nextInt(20)),
        VisitKind.values()[random.nextInt(VisitKind.values().length)],
        rarely() ? kind() : null,
        id > 0 && rarely() ? random.nextInt(id) : -1);
  }

  private Item item(int id) {
    var sort = Sort.values()[random.nextInt(Sort.values().length)];
    var about = new ArrayList<Integer>();
    for (Item earlier : items) {
      boolean line = sort == Sort.INVOICE && earlier.sort() == Sort.FEE;
      boolean result =
          sort == Sort.REPORT && (earlier.sort() == Sort.RESULT || earlier.sort() == Sort.VITALS);
      boolean reason = sort == Sort.OPERATION && earlier.sort() == Sort.DIAGNOSIS;
      boolean service = sort == Sort.FEE && earlier.sort() == Sort.OPERATION;
      if ((line && random.nextBoolean()) || ((result || reason || service) && rarely())) {
        about.add(earlier.id());
      }
    }
    boolean labelled = rarely();
    boolean twice = random.nextInt(12) == 0;
    return new Item(
        id,
        sort,
        person(),
        random.nextInt(12) == 0 ? -1 : random.nextInt(visits.size()),
        labelled ? kind() : null,
        random.nextBoolean(),
        about,
        twice,
        twice && random.nextInt(3) == 0 ? kind() : null);
  }

  private Part part() {
    var named = random.nextBoolean();
    var numbers = visits.stream().filter(_ -> named && random.nextBoolean()).map(Visit::number);
    var from = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(100));
    return new Part(
        "hospital-1",
        numbers.toList(),
        new DateRange(from, from.plusDays(60 + random.nextInt(250))),
        List.of(VisitKind.values()).stream().filter(_ -> random.nextInt(4) > 0).toList(),
        List.of(
                "visit",
                "diagnosis",
                "procedure",
                "laboratory",
                "vital-signs",
                "pathology",
                "discharge-summary",
                "fee-list",
                "invoice",
                "settlement")
            .stream()
            .filter(_ -> random.nextInt(5) > 0)
            .toList(),
        List.of(ProtectedKind.values()).stream().filter(_ -> random.nextInt(3) == 0).toList(),
        random.nextInt(3) == 0);
  }

  private int person() {
    return random.nextInt(6) == 0 ? 1 + random.nextInt(PERSONS - 1) : SUBJECT;
  }

  private ProtectedKind kind() {
    return ProtectedKind.values()[random.nextInt(ProtectedKind.values().length)];
  }

  private boolean rarely() {
    return random.nextInt(7) == 0;
  }
}
