package org.claimexchange.fhir.source;

/**
 * Something in a file that was taken as it is and that a reader must know of. It hides the value
 * from logs.
 *
 * @param kind what it is
 * @param path the field, as in {@link Problem}
 * @param line line of the file, from 1; 0 where the file has no lines to tell
 * @param value what stands there; empty for fields that are not mapped
 */
public record Remark(Kind kind, String path, int line, String value) {
  /** Kinds of remarks. */
  public enum Kind {
    /** A code that its list does not hold: kept as text. */
    UNKNOWN_CODE,
    /** A unit that is not said to be UCUM: kept as text. */
    UNKNOWN_UNIT,
    /** A filler in the place of an optional date, number or code: taken as absent. */
    PLACEHOLDER,
    /** A field that the published list does not have; only the file itself holds it. */
    UNKNOWN_FIELD,
    /** Two fields of one file, or two files of one stay, that say different things. */
    CONTRADICTION,
    /** The file is too much for a package and is not in it; its records are. */
    LEFT_OUT,
    /** Nothing says which category it belongs to, so that no grant lets it through. */
    UNPLACED
  }

  @Override
  public String toString() {
    return "Remark[" + kind + ", " + path + ", " + line + "]";
  }
}
