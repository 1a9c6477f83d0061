package org.claimexchange.agent.find;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where files of one format lie below a root: folders and a file name with {@code *}, {@code ?} and
 * the placeholders {@code {person}}, {@code {visit}}, {@code {record}} (病案号) and {@code
 * {period:yyyyMM}} (each value that the days of the period give). One value stands for a
 * placeholder in the whole pattern.
 *
 * @param text as it is configured, for the operator
 * @param segments between the slashes; the last one is the file's name
 */
public record FilePattern(String text, List<String> segments) {
  static final String PERSON = "person";
  static final String VISIT = "visit";
  static final String RECORD = "record";
  static final String PERIOD = "period:";

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
  private static final Pattern DATE_FORM = Pattern.compile("[yMd]{1,4}([-_.]?[yMd]{1,4}){0,2}");

  /** More combinations than these are not looked for. */
  static final int MOST_BINDINGS = 10_000;

  public FilePattern {
    segments = List.copyOf(segments);
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException saying what is wrong: it could lead out of the root, holds an
   *     unknown placeholder, or names neither person, record nor visit, so that all of the files of
   *     everybody would be read
   */
  public static FilePattern of(String text) {
    List<String> segments = List.of(text.split("/", -1));
    for (String segment : segments) {
      String rest = PLACEHOLDER.matcher(segment).replaceAll("");
      boolean plain =
          !segment.isEmpty()
              && !segment.startsWith(".")
              && !segment.contains("**")
              && rest.chars().noneMatch(c -> "\\:{}".indexOf(c) >= 0 || Character.isISOControl(c));
      require(
          plain,
          "folders and a name, none empty or beginning with a dot, without **, colon, backslash or"
              + " an open brace");
    }
    var names = names(text);
    for (String name : names) {
      boolean known =
          name.equals(PERSON)
              || name.equals(VISIT)
              || name.equals(RECORD)
              || (name.startsWith(PERIOD)
                  && DATE_FORM.matcher(name.substring(PERIOD.length())).matches());
      require(known, "{person}, {visit}, {record} or {period:yyyyMMdd} and its like");
    }
    require(
        names.contains(PERSON) || names.contains(VISIT) || names.contains(RECORD),
        "{person}, {visit} or {record} in it, or everybody's files would be read");
    return new FilePattern(text, segments);
  }

  private static void require(boolean holds, String expected) {
    if (!holds) {
      throw new IllegalArgumentException("expected " + expected);
    }
  }

  private static List<String> names(String text) {
    return PLACEHOLDER.matcher(text).results().map(result -> result.group(1)).distinct().toList();
  }

  /** Whether medical-record numbers are asked for. */
  public boolean asksForRecord() {
    return names(text).contains(RECORD);
  }

  /**
   * What stands for the placeholders, one map each; none where a placeholder has no value.
   *
   * @throws TooManyException if there are more than {@value #MOST_BINDINGS}
   */
  List<Map<String, String>> bindings(Wanted wanted, List<String> records) throws TooManyException {
    List<Map<String, String>> bindings = List.of(Map.of());
    for (String name : names(text)) {
      List<String> values =
          switch (name) {
            case PERSON -> List.of(wanted.person().number());
            case VISIT -> wanted.part().visits();
            case RECORD -> records;
            default -> days(wanted, name.substring(PERIOD.length()));
          };
      if ((long) bindings.size() * values.size() > MOST_BINDINGS) {
        throw new TooManyException();
      }
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> binding : bindings) {
        for (String value : values) {
          var with = new LinkedHashMap<>(binding);
          with.put(name, value);
          longer.add(with);
        }
      }
      bindings = longer;
    }
    return bindings;
  }

  private static List<String> days(Wanted wanted, String form) throws TooManyException {
    var formatter = DateTimeFormatter.ofPattern(form);
    var values = new TreeSet<String>();
    LocalDate last = wanted.part().period().to();
    LocalDate day = wanted.part().period().from();
    if (day.plusDays(MOST_BINDINGS).isBefore(last)) {
      throw new TooManyException();
    }
    for (; !day.isAfter(last); day = day.plusDays(1)) {
      values.add(formatter.format(day));
    }
    return List.copyOf(values);
  }

  /**
   * One segment as an expression for file names: values and all else letter by letter, {@code *}
   * and {@code ?} for any letters but a slash.
   */
  static Pattern expression(String segment, Map<String, String> binding) {
    var expression = new StringBuilder();
    Matcher matcher = PLACEHOLDER.matcher(segment);
    int at = 0;
    while (matcher.find()) {
      literal(expression, segment.substring(at, matcher.start()));
      expression.append(Pattern.quote(binding.getOrDefault(matcher.group(1), "")));
      at = matcher.end();
    }
    literal(expression, segment.substring(at));
    return Pattern.compile(expression.toString(), Pattern.DOTALL);
  }

  /** The name that a segment without wildcards stands for; empty where it has any. */
  static String plain(String segment, Map<String, String> binding) {
    if (segment.contains("*") || segment.contains("?")) {
      return "";
    }
    return PLACEHOLDER
        .matcher(segment)
        .replaceAll(found -> Matcher.quoteReplacement(binding.getOrDefault(found.group(1), "")));
  }

  private static void literal(StringBuilder expression, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '*' -> expression.append("[^/]*");
        case '?' -> expression.append("[^/]");
        default -> expression.append(Pattern.quote(String.valueOf(c)));
      }
    }
  }

  /** There is more than is looked at. */
  static final class TooManyException extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
