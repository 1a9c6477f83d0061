package org.claimexchange.samples.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code translations.tsv}: what Synthea's codes are called in a Chinese hospital. */
final class Translations {
  /** What the table says of a code; department and label may be blank. */
  record Term(String chinese, String department, String label) {}

  private static final Map<String, String> SHORT_NAMES =
      Map.of(
          "http://snomed.info/sct", "sct",
          "http://loinc.org", "loinc",
          "http://www.nlm.nih.gov/research/umls/rxnorm", "rx",
          "http://hl7.org/fhir/sid/cvx", "cvx");

  private final Map<String, Term> terms = new TreeMap<>();
  private final Map<String, Integer> leftOut = new TreeMap<>();

  static Translations read(Path file) throws IOException {
    var translations = new Translations();
    for (var line : Files.readAllLines(file)) {
      if (line.startsWith("#") || line.isBlank()) {
        continue;
      }
      var columns = line.split("\t", -1);
      if (columns.length != 5) {
        throw new IOException(file + ": five columns expected in: " + line);
      }
      translations.terms.put(
          columns[0] + "|" + columns[1], new Term(columns[2], columns[3], columns[4]));
    }
    return translations;
  }

  /** The term of a code in a FHIR code system, be it a topic or a value. */
  Optional<Term> of(String system, String code) {
    var section = SHORT_NAMES.getOrDefault(system, system);
    var value = Optional.ofNullable(terms.get("value|" + code));
    return value.isPresent() ? value : named(section, code);
  }

  /** The term of a code in a section of the table; what is asked for and absent is counted. */
  Optional<Term> named(String section, String code) {
    var term = Optional.ofNullable(terms.get(section + "|" + code));
    if (term.isEmpty()) {
      leftOut.merge(section + "|" + code, 1, Integer::sum);
    }
    return term;
  }

  /** The codes that were asked for and are not in the table, with how often. */
  Map<String, Integer> leftOut() {
    return Map.copyOf(leftOut);
  }
}
