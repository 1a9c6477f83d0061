package org.claimexchange.fhir.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.claimexchange.fhir.records.MappingTable.Row;
import org.claimexchange.fhir.source.MapOutcome.Mapped;
import org.claimexchange.fhir.source.SourceFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * From FHIR back to the field, by the tables of docs/mappings: over all record files that are
 * mapped, each field has the value that stands in the file. What is written in the tables is what
 * is checked.
 */
class RoundTripTest {
  private static final Set<String> FILLERS = Set.of("-", "--", "/");

  @ParameterizedTest
  @MethodSource("org.claimexchange.fhir.records.MapperOf#formats")
  void eachFieldComesBack(String format) throws Exception {
    var rows = MappingTable.read(format.startsWith("fee-list") ? "fee-list" : format);
    var mapper = MapperOf.format(format);
    var met = new HashSet<Row>();
    for (Path file : RecordFilesTest.files(format)) {
      byte[] bytes = Files.readAllBytes(file);
      var outcome =
          mapper.map(
              new SourceFile(file.getFileName().toString(), MapperOf.mediaType(format), bytes));
      if (outcome instanceof Mapped mapped) {
        var fields = NativeValues.of(format, bytes);
        for (Row row : rows) {
          if (check(row, fields, mapped, file)) {
            met.add(row);
          }
        }
      }
    }
    assertThat(rows).isNotEmpty();
    assertThat(met).as("rows that some file has").containsExactlyInAnyOrderElementsOf(rows);
  }

  /** Whether the file has the field at all. */
  private static boolean check(
      Row row, Map<String, List<String>> fields, Mapped mapped, Path file) {
    var there = fields.getOrDefault(row.field(), fields.getOrDefault(row.chinese(), List.of()));
    if (!row.rule().equals("text") || there.stream().allMatch(FILLERS::contains)) {
      there = there.stream().filter(value -> !FILLERS.contains(value)).toList();
    }
    var back = RecordFilesTest.values(mapped.resources(), row.path());
    if (there.isEmpty()) {
      return false;
    }
    if (row.rule().contains("→")) {
      var list = list(row.rule());
      if (!list.keySet().containsAll(there)) {
        return false;
      }
      there = there.stream().map(list::get).toList();
    }
    // A CSV repeats on every line what the list has once.
    if (back.size() == 1 && there.stream().distinct().count() == 1) {
      there = List.of(there.getFirst());
    }
    assertThat(back).as(file + ", " + row.field()).hasSameSizeAs(there);
    for (int i = 0; i < back.size(); i++) {
      assertThat(equal(row.rule(), there.get(i), back.get(i)))
          .as("%s, %s: %s and %s", file, row.field(), there.get(i), back.get(i))
          .isTrue();
    }
    return true;
  }

  private static Map<String, String> list(String rule) {
    var list = new HashMap<String, String>();
    for (String pair : rule.substring(5).split(",", -1)) {
      var sides = pair.strip().split("→", -1);
      list.put(sides[0], sides[1]);
    }
    return list;
  }

  private static boolean equal(String rule, String there, String back) {
    return switch (rule.contains("→") ? "text" : rule) {
      case "text" -> back.equals(there);
      case "amount" -> new BigDecimal(back).compareTo(new BigDecimal(there)) == 0;
      case "day" -> digits(back).startsWith(digits(there).substring(0, 8));
      case "time" ->
          digits(back).startsWith(digits(there)) || digits(there).startsWith(digits(back));
      case "clock" -> back.substring(11).startsWith(there);
      case "hour" -> Integer.parseInt(back.substring(11, 13)) == Integer.parseInt(there);
      case "code or text" -> back.equals(there) || back.endsWith(" [" + there + "]");
      case "name" -> back.equals(there) || back.startsWith(there + " [");
      default -> throw new IllegalArgumentException(rule);
    };
  }

  private static String digits(String time) {
    var local = time.replaceAll("\\+08:00$", "");
    return local.replaceAll("[^0-9]", "");
  }
}
