package org.claimexchange.fhir.source;

/** Why a file is refused. */
public enum Defect {
  /** More bytes, lines or rows than are taken. */
  TOO_LARGE,
  /** Neither UTF-8 nor GB18030, or it declares another encoding than it has. */
  ENCODING,
  /** Not the format it should be. */
  MALFORMED,
  /** Something of the format that is never taken: a DTD, an entity. */
  FORBIDDEN,
  /** Nested deeper than any published field. */
  TOO_DEEP,
  /** A value longer than its published field, or than any. */
  FIELD_TOO_LONG,
  /** It ends before it is complete. */
  TRUNCATED,
  /** A mandatory field is not there or empty. */
  MISSING,
  /** A value that is no date, amount, number or name of its field. */
  WRONG_TYPE,
  /** A cell that a spreadsheet would run as a formula. */
  FORMULA,
  /** Two values where one must be, or one record number twice with two contents. */
  DUPLICATE,
  /** It speaks of more than one person. */
  OTHER_PERSON
}
