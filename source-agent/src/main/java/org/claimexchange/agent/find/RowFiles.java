package org.claimexchange.agent.find;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.claimexchange.agent.find.DatabaseSource.Query;
import org.claimexchange.agent.find.FilePattern.TooManyException;
import org.jspecify.annotations.Nullable;

/** The rows of one query as files: UTF-8, CSV as RFC 4180 has it, or each row's text as it is. */
final class RowFiles {
  static final int MOST_ROWS = 200_000;

  private final Query query;
  private final Map<String, StringBuilder> files = new LinkedHashMap<>();
  private long chars;
  private int rows;
  private int runs;

  RowFiles(Query query) {
    this.query = query;
  }

  /**
   * Takes all rows of one run; the limits hold for all runs together.
   *
   * @throws TooManyException if they are more than {@value #MOST_ROWS}, or larger than a file may
   *     be
   * @throws SQLException if they cannot be read, or lack the column that they are grouped by
   */
  void take(ResultSet result) throws SQLException, TooManyException {
    runs++;
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
      names.add(result.getMetaData().getColumnLabel(i));
    }
    while (result.next()) {
      if (++rows > MOST_ROWS) {
        throw new TooManyException();
      }
      switch (query.form()) {
        case CSV -> row(names, result);
        case TEXT -> text(result.getString(1));
      }
    }
  }

  private void row(List<String> names, ResultSet result) throws SQLException, TooManyException {
    List<String> cells = new ArrayList<>();
    String group = "";
    for (int i = 0; i < names.size(); i++) {
      String cell = Objects.requireNonNullElse(result.getString(i + 1), "");
      cells.add(cell);
      if (names.get(i).equals(query.by())) {
        group = cell;
      }
    }
    if (!query.by().isEmpty() && !names.contains(query.by())) {
      throw new SQLException("the statement has no column of the name in by");
    }
    var file = files.computeIfAbsent(runs + "/" + group, key -> new StringBuilder(line(names)));
    append(file, line(cells));
  }

  private void text(@Nullable String text) throws TooManyException {
    append(
        files.computeIfAbsent("" + rows, number -> new StringBuilder()),
        Objects.requireNonNullElse(text, ""));
  }

  private void append(StringBuilder file, String more) throws TooManyException {
    chars += more.length();
    if (chars > Content.MOST_BYTES) {
      throw new TooManyException();
    }
    file.append(more);
  }

  private static String line(List<String> cells) {
    var line = new StringBuilder();
    try (var printer = new CSVPrinter(line, CSVFormat.RFC4180)) {
      printer.printRecord(cells);
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory takes whatever is written", e);
    }
    return line.toString();
  }

  /** What came, named after the format and a number, since a value may be a person's. */
  List<FoundFile> files() {
    List<FoundFile> found = new ArrayList<>();
    for (StringBuilder text : files.values()) {
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      String name = query.format().chinese() + "-" + (found.size() + 1) + "." + query.ending();
      found.add(
          new FoundFile(
              query.format(),
              name,
              MediaTypes.of(name),
              () -> {
                if (bytes.length > Content.MOST_BYTES) {
                  throw new IOException("larger than " + Content.MOST_BYTES + " bytes");
                }
                return bytes;
              },
              List.of()));
    }
    return found;
  }
}
