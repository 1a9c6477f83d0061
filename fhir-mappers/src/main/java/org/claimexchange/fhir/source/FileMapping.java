package org.claimexchange.fhir.source;

/** How the files of one format are read. A {@link FormatMapper} makes a mapper of it. */
@FunctionalInterface
public interface FileMapping {
  /**
   * Reads a file.
   *
   * @param file as the source sent it
   * @param findings where problems and remarks go
   * @param records where what it says goes, the file itself last
   * @throws RefusedException where the rest of the file cannot be read
   */
  void map(SourceFile file, Findings findings, Records records) throws RefusedException;
}
