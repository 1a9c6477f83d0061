package org.claimexchange.fhir.source;

import java.util.List;
import java.util.Map;

/** A piece of a file, with the line where it stands. It hides itself from logs. */
public sealed interface Value {
  /** Line of the file, from 1. */
  int line();

  /**
   * Fields by name, in the order of the file.
   *
   * @param fields each once
   */
  record Table(Map<String, Value> fields, int line) implements Value {
    @Override
    public String toString() {
      return "Table[" + fields.size() + "]";
    }
  }

  /** Rows of a list. */
  record Rows(List<Value> rows, int line) implements Value {
    @Override
    public String toString() {
      return "Rows[" + rows.size() + "]";
    }
  }

  /**
   * A value as its text; numbers as they are written.
   *
   * @param text empty for JSON's null
   */
  record Cell(String text, int line) implements Value {
    @Override
    public String toString() {
      return "Cell[…]";
    }
  }
}
