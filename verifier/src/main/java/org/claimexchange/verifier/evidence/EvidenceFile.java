package org.claimexchange.verifier.evidence;

import static org.claimexchange.verifier.evidence.EvidenceDefect.MALFORMED;

import java.util.HashSet;
import java.util.List;
import org.claimexchange.model.evidence.Evidence;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.json.MalformedJsonException;

/** Evidence as a file: {@code evidence.json} or {@code NAME.delivery.json}. */
public final class EvidenceFile {

  /** The largest file that is taken, in bytes. */
  public static final int MAX_BYTES = CanonicalJson.MAX_BYTES;

  private static final int MAX_READS = 128;
  private static final int MAX_CERTIFICATES = 64;

  private EvidenceFile() {}

  /**
   * Reads a file; nothing in it is believed yet.
   *
   * @throws EvidenceException {@link EvidenceDefect#MALFORMED} where it is no evidence in its one
   *     form
   */
  public static Evidence parse(byte[] file) throws EvidenceException {
    Evidence evidence;
    try {
      evidence = CanonicalJson.readCanonical(file, Evidence.class);
    } catch (MalformedJsonException e) {
      throw malformed("evidence in canonical JSON", "another form");
    }
    int reads = evidence.reads().size();
    if (reads == 0 || reads > MAX_READS) {
      throw malformed("1 to " + MAX_READS + " reads", reads + " reads");
    }
    if (new HashSet<>(evidence.reads()).size() != reads) {
      throw malformed("each read once", "a repeated read");
    }
    int certificates = evidence.certificates().values().stream().mapToInt(List::size).sum();
    if (certificates > MAX_CERTIFICATES) {
      throw malformed("at most " + MAX_CERTIFICATES + " certificates", certificates + " of them");
    }
    return evidence;
  }

  private static EvidenceException malformed(String expected, String found) {
    return new EvidenceException(MALFORMED, expected, found);
  }
}
