package org.claimexchange.fhir.source;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one table. What is missing or of a wrong type is noted and something harmless
 * handed out in its place, so that one reading finds every problem; a file with a problem is
 * refused as a whole, so nothing harmless ever leaves.
 */
public final class Fields {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?[0-9]{1,16}(\\.[0-9]{1,10})?|[+-]?\\.[0-9]{1,10}");
  private static final Set<String> FILLERS = Set.of("-", "--", "/", "\\", "—", "——", "无", "不详");
  private static final int LONGEST_TEXT = 4_000;

  /** In a path, what stands for a name that the file made up: it may be a person's. */
  static final String UNKNOWN = "[unknown field]";

  private final Map<String, Value> fields;
  private final int line;
  private final String path;
  private final Findings findings;

  /**
   * @param table what is read
   * @param path of the table; empty for the file as a whole
   * @param findings where problems go
   */
  public Fields(Value.Table table, String path, Findings findings) {
    this.fields = table.fields();
    this.line = table.line();
    this.path = path;
    this.findings = findings;
  }

  /** Line of the table. */
  public int line() {
    return line;
  }

  /** The path of a field of this table. */
  public String path(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** Line of a field; of the table where it is not there. */
  public int line(String name) {
    var value = fields.get(name);
    return value == null ? line : value.line();
  }

  /** Whether a field is there, of whatever type. */
  public boolean has(String name) {
    return fields.containsKey(name);
  }

  /** A mandatory text of at most {@code longest} characters, without blanks around it. */
  public String text(String name, int longest) {
    return optional(name, longest).orElseGet(() -> missing(name, "text", ""));
  }

  /** A mandatory text. */
  public String text(String name) {
    return text(name, LONGEST_TEXT);
  }

  /** A mandatory number of a document or record: a filler is none. */
  public String identity(String name, int longest) {
    return optional(name, longest)
        .filter(text -> !FILLERS.contains(text))
        .orElseGet(() -> missing(name, "a number, not a filler", ""));
  }

  /** A text; empty where it is not there or blank. */
  public Optional<String> optional(String name) {
    return optional(name, LONGEST_TEXT);
  }

  /** A text of at most {@code longest} characters; empty where it is not there or blank. */
  public Optional<String> optional(String name, int longest) {
    return switch (fields.get(name)) {
      case null -> Optional.empty();
      case Value.Cell cell -> {
        var text = cell.text().strip();
        if (text.length() > longest) {
          findings.problem(
              Defect.FIELD_TOO_LONG, path(name), cell.line(), "at most " + longest + " characters");
          yield Optional.empty();
        }
        yield text.isEmpty() ? Optional.empty() : Optional.of(text);
      }
      case Value.Table table -> wrong(name, table.line(), "a single value");
      case Value.Rows rows -> wrong(name, rows.line(), "a single value");
    };
  }

  /** A mandatory amount in yuan: decimal, at most two places that count. */
  public BigDecimal amount(String name) {
    return optionalAmount(name)
        .orElseGet(() -> missing(name, "an amount in yuan", BigDecimal.ZERO));
  }

  /** An amount in yuan; empty where it is not there, blank or a filler. */
  public Optional<BigDecimal> optionalAmount(String name) {
    var number = number(name);
    if (number.isPresent() && number.get().stripTrailingZeros().scale() > 2) {
      return wrong(name, line(name), "an amount in yuan with at most two decimals");
    }
    return number.map(amount -> amount.setScale(2));
  }

  /** A number as it is written; empty where it is not there, blank or a filler. */
  public Optional<BigDecimal> number(String name) {
    var text = typed(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    return isNumber(text.get())
        ? Optional.of(new BigDecimal(text.get()))
        : wrong(name, line(name), "a decimal number");
  }

  /** A mandatory number. */
  public BigDecimal requiredNumber(String name) {
    return number(name).orElseGet(() -> missing(name, "a decimal number", BigDecimal.ZERO));
  }

  /** A mandatory time in Shanghai, to the day, minute or second. */
  public DateTimeType time(String name) {
    return optionalTime(name).orElseGet(() -> missing(name, Times.EXPECTED, new DateTimeType()));
  }

  /** A time in Shanghai; empty where it is not there, blank or a filler. */
  public Optional<DateTimeType> optionalTime(String name) {
    var text = typed(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    var time = Times.parse(text.get());
    return time.isPresent() ? time : wrong(name, line(name), Times.EXPECTED);
  }

  /** A mandatory day. */
  public DateType day(String name) {
    return optionalDay(name).orElseGet(() -> missing(name, Times.EXPECTED, new DateType()));
  }

  /** A day; the time of day, where there is one, falls away. */
  public Optional<DateType> optionalDay(String name) {
    return optionalTime(name).map(Times::day);
  }

  /** A mandatory table. */
  public Fields table(String name) {
    return optionalTable(name)
        .orElseGet(() -> missing(name, "an object", new Fields(empty(), path(name), findings)));
  }

  /** A table; empty where it is not there. */
  public Optional<Fields> optionalTable(String name) {
    return switch (fields.get(name)) {
      case null -> Optional.empty();
      case Value.Table table -> Optional.of(new Fields(table, path(name), findings));
      case Value.Cell cell when cell.text().isBlank() -> Optional.empty();
      case Value.Cell cell -> wrong(name, cell.line(), "an object");
      case Value.Rows rows -> wrong(name, rows.line(), "an object, not a list");
    };
  }

  /** The rows of a list, none where it is not there; a single table is a list of one. */
  public List<Fields> rows(String name) {
    return switch (fields.get(name)) {
      case null -> List.of();
      case Value.Rows rows -> rows(name, rows.rows());
      case Value.Table table -> rows(name, List.of(table));
      case Value.Cell cell when cell.text().isBlank() -> List.of();
      case Value.Cell cell -> {
        var _ = wrong(name, cell.line(), "a list of objects");
        yield List.of();
      }
    };
  }

  /** A coded value of a list, or empty; one that the list does not hold is noted. */
  public Optional<CodeList.Coded> code(String name, CodeList list) {
    return optional(name, 64)
        .filter(code -> !filler(name, code))
        .map(code -> {
          var coded = list.of(code);
          if (!coded.known()) {
            unknownCode(name, code);
          }
          return coded;
        });
  }

  /** Notes a code that no list holds. */
  public void unknownCode(String name, String code) {
    findings.remark(Remark.Kind.UNKNOWN_CODE, path(name), line(name), code);
  }

  /** Notes a problem with a field. */
  public void problem(Defect defect, String name, String expected) {
    findings.problem(defect, path(name), line(name), expected);
  }

  /** Notes each field that is filled and that the published list does not have. */
  public void known(Set<String> published) {
    fields.forEach((name, value) -> {
      boolean blank = value instanceof Value.Cell cell && cell.text().isBlank();
      if (!published.contains(name) && !blank) {
        findings.remark(Remark.Kind.UNKNOWN_FIELD, path(UNKNOWN), value.line(), "");
      }
    });
  }

  /**
   * The path of what stands below another, from the file as a whole on. A name that no published
   * list has is not repeated, and several of them below each other stand as one.
   */
  static String below(String path, String name, Set<String> published) {
    boolean known = published.contains(name);
    if (path.isEmpty()) {
      return known ? name : UNKNOWN;
    }
    return known ? path + "." + name : path.endsWith(UNKNOWN) ? path : path + "." + UNKNOWN;
  }

  static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }

  private List<Fields> rows(String name, List<Value> rows) {
    return IntStream.range(0, rows.size())
        .mapToObj(i -> row(path(name) + "[" + i + "]", rows.get(i)))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<Fields> row(String at, Value row) {
    if (row instanceof Value.Table table) {
      return Optional.of(new Fields(table, at, findings));
    }
    findings.problem(Defect.WRONG_TYPE, at, row.line(), "an object");
    return Optional.empty();
  }

  /** A text that must be of a type; a filler in its place is noted and taken as absent. */
  private Optional<String> typed(String name) {
    return optional(name, 64).filter(text -> !filler(name, text));
  }

  private boolean filler(String name, String text) {
    if (FILLERS.contains(text)) {
      findings.remark(Remark.Kind.PLACEHOLDER, path(name), line(name), text);
      return true;
    }
    return false;
  }

  private <T> Optional<T> wrong(String name, int at, String expected) {
    findings.problem(Defect.WRONG_TYPE, path(name), at, expected);
    return Optional.empty();
  }

  /** A field of a wrong type has its own problem already. */
  private <T> T missing(String name, String expected, T harmless) {
    if (isBlank(fields.get(name))) {
      findings.problem(Defect.MISSING, path(name), line(name), expected);
    }
    return harmless;
  }

  private static boolean isBlank(@Nullable Value value) {
    return value == null
        || (value instanceof Value.Cell cell
            && (cell.text().isBlank() || FILLERS.contains(cell.text().strip())));
  }

  private Value.Table empty() {
    return new Value.Table(Map.of(), line);
  }
}
