package org.claimexchange.fhir.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads CSV (RFC 4180) with a header line in one pass: each row a table of its cells by the field
 * that the header names.
 *
 * <p>A cell that a spreadsheet would run as a formula is refused: it begins with {@code =},
 * {@code @}, their full-width forms, a tab, or with a sign that does not begin a number. A lone
 * dash is a filler, not a formula.
 */
public final class CsvTable {
  private static final String FORMULA_SIGNS = "=@\uFF1D\uFF20\t";
  private static final int MOST_CELLS = 2_000;
  private static final int MOST_CELLS_IN_ALL = 3_000_000;
  private static final String SIGNS = "+-\uFF0B\uFF0D";

  private CsvTable() {}

  /**
   * Reads all rows.
   *
   * @param field the field of a header's name; empty for a column that no list has, which is kept
   *     under its own name, and told in no path
   * @throws RefusedException with column and line of what cannot be read
   */
  public static List<Value.Table> read(
      SourceText source, Limits limits, Function<String, Optional<String>> field)
      throws RefusedException {
    endsWithALine(source.text());
    countCells(source.text());
    try (CSVParser parser = CSVParser.parse(source.text(), CSVFormat.RFC4180)) {
      var lines = parser.iterator();
      if (!lines.hasNext()) {
        throw refused(Defect.MISSING, "", 1, "a header line");
      }
      var header = header(lines.next(), limits, field);
      var rows = new ArrayList<Value.Table>();
      int line = (int) parser.getCurrentLineNumber() + 1;
      while (lines.hasNext()) {
        var record = lines.next();
        if (rows.size() >= limits.rows()) {
          throw refused(Defect.TOO_LARGE, "", line, "at most " + limits.rows() + " rows");
        }
        boolean blank = record.size() == 1 && record.get(0).isBlank();
        if (!blank) {
          rows.add(row(record, header, line, limits));
        }
        line = (int) parser.getCurrentLineNumber() + 1;
      }
      return rows;
    } catch (UncheckedIOException | IOException e) {
      // Not as a cause: its message holds what stood there.
      throw refused(
          Defect.MALFORMED, "", 0, "CSV as in RFC 4180, with every quotation mark closed");
    }
  }

  /** RFC 4180 leaves it open; without it, a last amount that was cut looks like a whole one. */
  private static void endsWithALine(String text) throws RefusedException {
    if (!text.isEmpty() && !text.endsWith("\n") && !text.endsWith("\r")) {
      throw refused(
          Defect.TRUNCATED, "", (int) text.lines().count(), "a line end behind the last row");
    }
  }

  /** Before a row is held as cells: one of millions would not fit, nor millions of small rows. */
  private static void countCells(String text) throws RefusedException {
    int line = 1;
    int commas = 0;
    int cells = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == '\n') {
        line++;
        // A line end inside quotation marks is a part of its cell.
        commas = quoted ? commas : 0;
        cells += quoted ? 0 : 1;
      } else if (c == ',' && !quoted) {
        commas++;
        cells++;
      }
      if (commas > MOST_CELLS) {
        throw refused(Defect.TOO_LARGE, "", line, "at most " + MOST_CELLS + " cells a row");
      }
      if (cells > MOST_CELLS_IN_ALL) {
        throw refused(Defect.TOO_LARGE, "", line, "at most " + MOST_CELLS_IN_ALL + " cells in all");
      }
    }
  }

  /**
   * A column.
   *
   * @param name field, or the column's own name
   * @param shown how it stands in a path
   */
  private record Column(String name, String shown) {}

  private static List<Column> header(
      CSVRecord record, Limits limits, Function<String, Optional<String>> field)
      throws RefusedException {
    var columns = new ArrayList<Column>();
    var seen = new HashSet<String>();
    for (String cell : record) {
      check(cell, "header", 1, limits);
      var known = field.apply(cell.strip());
      var name = known.orElse(cell.strip());
      var shown = known.orElse(Fields.UNKNOWN);
      if (name.isEmpty()) {
        throw refused(Defect.MISSING, "header", 1, "a name for each column");
      }
      if (!seen.add(name)) {
        throw refused(Defect.DUPLICATE, shown, 1, "each column once");
      }
      columns.add(new Column(name, shown));
    }
    return columns;
  }

  private static Value.Table row(CSVRecord record, List<Column> header, int line, Limits limits)
      throws RefusedException {
    if (record.size() != header.size()) {
      throw refused(
          record.size() < header.size() ? Defect.TRUNCATED : Defect.MALFORMED,
          "",
          line,
          header.size() + " cells, as the header has, found " + record.size());
    }
    Map<String, Value> cells = new LinkedHashMap<>();
    for (int i = 0; i < header.size(); i++) {
      check(record.get(i), header.get(i).shown(), line, limits);
      cells.put(header.get(i).name(), new Value.Cell(record.get(i), line));
    }
    return new Value.Table(cells, line);
  }

  private static void check(String cell, String path, int line, Limits limits)
      throws RefusedException {
    if (cell.length() > limits.fieldChars()) {
      throw refused(
          Defect.FIELD_TOO_LONG, path, line, "at most " + limits.fieldChars() + " characters");
    }
    if (isFormula(cell)) {
      throw refused(Defect.FORMULA, path, line, "a text or number, not a formula");
    }
  }

  static boolean isFormula(String cell) {
    if (cell.isEmpty()) {
      return false;
    }
    if (FORMULA_SIGNS.indexOf(cell.charAt(0)) >= 0) {
      return true;
    }
    var text = cell.strip();
    if (text.isEmpty() || SIGNS.indexOf(text.charAt(0)) < 0) {
      return !text.isEmpty() && FORMULA_SIGNS.indexOf(text.charAt(0)) >= 0;
    }
    boolean filler = text.chars().allMatch(c -> c == '-' || c == '\uFF0D');
    return !filler && !Fields.isNumber(text);
  }

  private static RefusedException refused(Defect defect, String path, int line, String expected) {
    return new RefusedException(new Problem(defect, path, line, expected));
  }
}
