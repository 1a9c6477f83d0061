package org.claimexchange.agent.find;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One reading statement with the parameters {@code :person}, {@code :visit}, {@code :from} and
 * {@code :to}. What a release says is bound to them and never becomes part of the text.
 *
 * @param text with a question mark for each parameter
 * @param parameters what each question mark stands for, in order
 */
public record NamedSql(String text, List<Parameter> parameters) {
  /** What may be asked for. */
  public enum Parameter {
    /** The number of the person's identity document. */
    PERSON,
    /** A visit's number: the statement runs once for each visit that the part names. */
    VISIT,
    /** First day of the period. */
    FROM,
    /** Last day of the period. */
    TO;

    private static Parameter of(String name) {
      for (Parameter parameter : values()) {
        if (parameter.name().toLowerCase(Locale.ROOT).equals(name)) {
          return parameter;
        }
      }
      throw new IllegalArgumentException("expected :person, :visit, :from or :to");
    }
  }

  public NamedSql {
    parameters = List.copyOf(parameters);
  }

  /**
   * Reads a statement.
   *
   * @throws IllegalArgumentException if it is not one {@code select} (or {@code with … select}),
   *     holds a comment, a question mark, a dollar sign, an unknown parameter, or neither {@code
   *     :person} nor {@code :visit}
   */
  public static NamedSql of(String sql) {
    require(
        sql.strip().toLowerCase(Locale.ROOT).matches("(?s)(select|with)\\s.*"),
        "a statement that begins with select or with");
    require(
        !sql.contains("--") && !sql.contains("/*") && !sql.contains("?") && !sql.contains("$"),
        "no comment, question mark or dollar sign");
    var reading = new Reading(sql);
    reading.run();
    require(
        reading.parameters.contains(Parameter.PERSON)
            || reading.parameters.contains(Parameter.VISIT),
        ":person or :visit in it, or everybody's rows would be read");
    return new NamedSql(reading.text.toString(), reading.parameters);
  }

  /** Whether it runs once for each visit. */
  boolean byVisit() {
    return parameters.contains(Parameter.VISIT);
  }

  private static void require(boolean holds, String expected) {
    if (!holds) {
      throw new IllegalArgumentException("expected " + expected);
    }
  }

  /** One walk over the text, which knows what stands in quotation marks. */
  private static final class Reading {
    private final String sql;
    private final StringBuilder text = new StringBuilder();
    private final List<Parameter> parameters = new ArrayList<>();
    private int at;

    Reading(String sql) {
      this.sql = sql;
    }

    void run() {
      while (at < sql.length()) {
        char c = sql.charAt(at);
        switch (c) {
          case '\'', '"' -> quoted(c);
          case ';' -> throw new IllegalArgumentException("expected one statement, no semicolon");
          case ':' -> colon();
          default -> {
            text.append(c);
            at++;
          }
        }
      }
    }

    private void quoted(char quote) {
      int end = sql.indexOf(quote, at + 1);
      require(end > 0, "each quotation mark to close");
      text.append(sql, at, end + 1);
      at = end + 1;
    }

    /** Two colons are a cast. */
    private void colon() {
      if (sql.startsWith("::", at)) {
        text.append("::");
        at += 2;
        return;
      }
      int end = at + 1;
      while (end < sql.length() && Character.isLetterOrDigit(sql.charAt(end))) {
        end++;
      }
      parameters.add(Parameter.of(sql.substring(at + 1, end)));
      text.append('?');
      at = end;
    }
  }
}
