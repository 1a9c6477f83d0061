package org.claimexchange.fhir.source;

/**
 * How much of a file is taken.
 *
 * @param fileBytes largest file, in bytes
 * @param fieldChars longest value of one field, in UTF-16 code units
 * @param depth deepest nesting of JSON and XML
 * @param rows most rows of one list
 */
public record Limits(int fileBytes, int fieldChars, int depth, int rows) {
  /** After so many problems reading stops: the source has enough to mend. */
  public static final int MOST_PROBLEMS = 100;

  /** So many remarks of a file are held; the rest is counted. */
  public static final int MOST_REMARKS = 1_000;

  /** For structured files: 64 MB, 64 Ki characters a field, 32 levels, 200,000 rows. */
  public static final Limits STRUCTURED = new Limits(64 * 1024 * 1024, 64 * 1024, 32, 200_000);

  /** For documents (CDA), which hold long texts and nest deep: 16 MB, 1 Mi, 64 levels. */
  public static final Limits DOCUMENT = new Limits(16 * 1024 * 1024, 1024 * 1024, 64, 200_000);
}
