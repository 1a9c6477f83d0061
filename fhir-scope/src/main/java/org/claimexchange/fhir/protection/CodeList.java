package org.claimexchange.fhir.protection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.claimexchange.model.consent.ProtectedKind;

/** The lists of codes, as {@code protected-codes.tsv} holds them. */
final class CodeList {
  private static final String FILE = "protected-codes.tsv";
  private static final Pattern ICD10_SHAPE = Pattern.compile("[A-Z][0-9]{2}([.xX+*].*|[0-9].*)?");
  private static final String NEWBORN = "newborn";

  /** The families of codes whose meaning the lists know. */
  enum Family {
    LABEL,
    ICD10,
    ICD9CM3,
    ATC,
    LOINC,
    SNOMED,
    WORD
  }

  /** One row: codes of a family from one to another, compared by as many letters as it has. */
  private record Row(String kind, Family family, String from, String to) {
    boolean holds(String code) {
      return switch (family) {
        case ICD10, ICD9CM3, ATC ->
            code.length() >= from.length()
                && code.substring(0, from.length()).compareTo(from) >= 0
                && code.substring(0, Math.min(code.length(), to.length())).compareTo(to) <= 0;
        case LABEL, LOINC, SNOMED -> code.equals(from);
        case WORD -> code.contains(from);
      };
    }
  }

  private final List<Row> rows;

  private CodeList(List<Row> rows) {
    this.rows = List.copyOf(rows);
  }

  static CodeList load() {
    try (var in =
        Objects.requireNonNull(CodeList.class.getResourceAsStream(FILE), "missing " + FILE)) {
      var rows = new ArrayList<Row>();
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(line -> line.split("\t", -1))
          .forEach(cell -> rows.add(row(cell)));
      return new CodeList(rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Row row(String[] cell) {
    var family = Family.valueOf(cell[1].toUpperCase(Locale.ROOT));
    return new Row(cell[0], family, cell[2], cell[3]);
  }

  Set<ProtectedKind> labelled(String code) {
    return kinds(Family.LABEL, code);
  }

  Set<ProtectedKind> named(String name) {
    return name.isEmpty() ? Set.of() : kinds(Family.WORD, upper(name));
  }

  /**
   * A code whose system is not known, or missing, is judged as ICD-10 where it looks like it: wrong
   * systems are common, and then it is better withheld.
   */
  Set<ProtectedKind> kinds(String system, String code) {
    var family = family(system, upper(code));
    return code.isEmpty() || family == Family.WORD ? Set.of() : kinds(family, upper(code));
  }

  boolean newborn(String system, String code) {
    var family = family(system, upper(code));
    return rows.stream()
        .anyMatch(
            row -> row.kind.equals(NEWBORN) && row.family == family && row.holds(upper(code)));
  }

  private Set<ProtectedKind> kinds(Family family, String code) {
    var kinds = EnumSet.noneOf(ProtectedKind.class);
    for (Row row : rows) {
      if (row.family == family && !row.kind.equals(NEWBORN) && row.holds(code)) {
        kinds.add(kind(row.kind));
      }
    }
    return kinds;
  }

  private static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  private static ProtectedKind kind(String name) {
    return ProtectedKind.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  private static Family family(String system, String code) {
    if (system.startsWith("http://hl7.org/fhir/sid/icd-10")
        || system.startsWith("urn:oid:2.16.156.10011.2.3.3.11")
        || system.equals("urn:oid:2.16.840.1.113883.6.3")) {
      return Family.ICD10;
    }
    return switch (system) {
      case "http://loinc.org" -> Family.LOINC;
      case "http://snomed.info/sct" -> Family.SNOMED;
      case "http://www.whocc.no/atc" -> Family.ATC;
      case "urn:oid:2.16.156.10011.2.3.3.12",
          "http://hl7.org/fhir/sid/icd-9-cm",
          "urn:oid:2.16.840.1.113883.6.104" ->
          Family.ICD9CM3;
      // No list knows the system: a shape like F32.1 is still taken for ICD-10.
      default -> ICD10_SHAPE.matcher(code).matches() ? Family.ICD10 : Family.WORD;
    };
  }
}
