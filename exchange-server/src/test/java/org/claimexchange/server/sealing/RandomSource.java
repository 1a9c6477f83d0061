package org.claimexchange.server.sealing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.claimexchange.model.consent.DateRange;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.ProtectedKind;
import org.claimexchange.model.consent.VisitKind;
import org.jspecify.annotations.Nullable;

/** What one hospital holds about three people, and what one of them granted; from a seed. */
final class RandomSource {
  static final int HERSELF = 0;
  static final int HUSBAND = 1;

  /** Filed under the mother's number. */
  static final int NEWBORN = 2;

  private static final LocalDate YEAR = LocalDate.of(2026, 1, 1);

  /** No vowel: a mark must not by chance spell a word that is on a list of protected words. */
  private static final String LETTERS = "BCDFGHJKMNPQRTWXZ23456789";

  private static final int MARK_LENGTH = 8;

  /**
   * Marks that occur in one record and nowhere else.
   *
   * @param shown where the name, the number or the text of the record is
   * @param reason in a reason, which is told only to whom diagnoses are granted
   * @param hidden in narrative, notes, extensions, contained resources, tags, displays and ids
   */
  record Marks(String shown, String reason, String hidden) {}

  /** A visit, with a number that occurs nowhere else either. */
  record Visit(
      int person,
      LocalDate from,
      LocalDate to,
      VisitKind kind,
      @Nullable ProtectedKind label,
      String number,
      Marks marks) {}

  /** The sorts of records, with the categories of which one must be granted. */
  enum Sort {
    DIAGNOSIS("Condition", "diagnosis"),
    OPERATION("Procedure", "procedure"),
    ORDER("MedicationRequest", "medication", "prescription"),
    LABORATORY("Observation", "laboratory"),
    VITAL_SIGN("Observation", "vital-signs"),
    REPORT("DiagnosticReport", "pathology"),
    ALLERGY("AllergyIntolerance", "allergy"),
    DOCUMENT("DocumentReference", "discharge-summary"),
    FEE("ChargeItem", "fee-list"),
    INVOICE("Invoice", "invoice"),
    SETTLEMENT("ExplanationOfBenefit", "settlement");

    final String type;
    final List<String> categories;

    Sort(String type, String... categories) {
      this.type = type;
      this.categories = List.of(categories);
    }

    boolean bill() {
      return this == FEE || this == INVOICE || this == SETTLEMENT;
    }
  }

  /**
   * A record.
   *
   * @param visit null where it names none
   * @param label the kind of protected records it is of, or null
   * @param byCode whether its code says so, and no label
   * @param about earlier records that it refers to
   */
  record Entry(
      Sort sort,
      int person,
      @Nullable Visit visit,
      LocalDate day,
      @Nullable ProtectedKind label,
      boolean byCode,
      List<Entry> about,
      Marks marks) {}

  final List<Visit> visits = new ArrayList<>();
  final List<Entry> entries = new ArrayList<>();

  /** One for each of the other two: their names. */
  final List<String> names;

  /** In what of hers is not asked for: address and telephone. */
  final String household;

  final Part part;
  private final Random random;
  private final Set<String> used = new HashSet<>();

  RandomSource(long seed, String source) {
    random = new Random(seed);
    names = List.of(mark(), mark());
    household = mark();
    int visitCount = 2 + random.nextInt(4);
    for (int i = 0; i < visitCount; i++) {
      visits.add(visit());
    }
    int entryCount = 10 + random.nextInt(20);
    for (int i = 0; i < entryCount; i++) {
      entries.add(entry());
    }
    part = part(source);
  }

  private Visit visit() {
    var from = YEAR.plusDays(random.nextInt(300));
    return new Visit(
        person(),
        from,
        from.plusDays(random.nextInt(12)),
        VisitKind.values()[random.nextInt(VisitKind.values().length)],
        oneOf(8) ? kind() : null,
        "ZY" + mark(),
        marks());
  }

  private Entry entry() {
    var sort = Sort.values()[random.nextInt(Sort.values().length)];
    var visit = oneOf(10) ? null : visits.get(random.nextInt(visits.size()));
    return new Entry(
        sort,
        person(),
        visit,
        YEAR.plusDays(random.nextInt(300)),
        oneOf(6) ? kind() : null,
        random.nextBoolean(),
        entries.stream().filter(earlier -> refers(sort, earlier.sort())).toList(),
        marks());
  }

  private boolean refers(Sort from, Sort to) {
    return switch (from) {
      case INVOICE -> to == Sort.FEE && random.nextBoolean();
      case REPORT -> (to == Sort.LABORATORY || to == Sort.VITAL_SIGN) && oneOf(4);
      case OPERATION, ORDER -> to == Sort.DIAGNOSIS && oneOf(4);
      case FEE -> to == Sort.OPERATION && oneOf(4);
      case DIAGNOSIS, LABORATORY, VITAL_SIGN, ALLERGY, DOCUMENT, SETTLEMENT -> false;
    };
  }

  private Part part(String source) {
    boolean named = random.nextBoolean();
    var from = YEAR.plusDays(random.nextInt(60));
    return new Part(
        source,
        visits.stream().filter(_ -> named && !oneOf(3)).map(Visit::number).toList(),
        new DateRange(from, from.plusDays(150 + random.nextInt(160))),
        Arrays.stream(VisitKind.values()).filter(_ -> !oneOf(4)).toList(),
        categories(),
        Arrays.stream(ProtectedKind.values()).filter(_ -> oneOf(3)).toList(),
        oneOf(3));
  }

  private List<String> categories() {
    var all = new ArrayList<>(List.of("visit"));
    Arrays.stream(Sort.values()).forEach(sort -> all.addAll(sort.categories));
    return all.stream().filter(_ -> !oneOf(4)).toList();
  }

  private Marks marks() {
    return new Marks(mark(), mark(), mark());
  }

  private String mark() {
    var mark = new StringBuilder();
    while (mark.length() < MARK_LENGTH) {
      mark.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return used.add(mark.toString()) ? mark.toString() : mark();
  }

  private int person() {
    return oneOf(5) ? HUSBAND + random.nextInt(2) : HERSELF;
  }

  private ProtectedKind kind() {
    return ProtectedKind.values()[random.nextInt(ProtectedKind.values().length)];
  }

  private boolean oneOf(int many) {
    return random.nextInt(many) == 0;
  }
}
