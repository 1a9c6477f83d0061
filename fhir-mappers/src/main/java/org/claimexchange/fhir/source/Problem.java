package org.claimexchange.fhir.source;

/**
 * One reason why a file is refused. It holds nothing of what the file says.
 *
 * @param defect what is wrong
 * @param path the field, in the format's own names, such as {@code setlinfo.certno}, {@code
 *     payinfo[2].fund_payamt}, {@code OBX[3]-5}; empty for the file as a whole
 * @param line line of the file, from 1; 0 where the file has no lines to tell
 * @param expected what should be there
 */
public record Problem(Defect defect, String path, int line, String expected) {
  /** The reason as one line. */
  public String text() {
    return defect
        + (path.isEmpty() ? "" : " at " + path)
        + (line == 0 ? "" : ", line " + line)
        + ": expected "
        + expected;
  }
}
