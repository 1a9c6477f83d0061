package org.claimexchange.fhir.records;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The table of a page in docs/mappings. */
final class MappingTable {
  private MappingTable() {}

  /**
   * One row.
   *
   * @param field in the format's own names
   * @param chinese its name
   * @param path FHIRPath, or {@code text NAME}
   * @param rule how the two are equal
   */
  record Row(String field, String chinese, String path, String rule) {}

  static List<Row> read(String page) throws IOException {
    return Files.readAllLines(Path.of("../docs/mappings").resolve(page + ".md")).stream()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.split("\\|", -1))
        .filter(cells -> cells.length == 6)
        .map(cells ->
            new Row(ticked(cells[1]), cells[2].strip(), ticked(cells[3]), cells[4].strip()))
        .filter(row -> !row.path().equals("–") && !row.rule().equals("–"))
        .toList();
  }

  private static String ticked(String cell) {
    int from = cell.indexOf('`');
    return from < 0 ? cell.strip() : cell.substring(from + 1, cell.indexOf('`', from + 1));
  }
}
