package org.claimexchange.model.evidence;

import java.time.Instant;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.release.ReleaseState;

/**
 * The release is open for one part at the time of the answer, and its consent active.
 *
 * @param state as it stands on the ledger
 * @param statement digest of the consent's statement
 * @param subject digest of the {@code Person}; the source gets the opening
 * @param part digest of the {@code Part}, whose source is {@code forWhom}; the source gets the
 *     opening
 * @param deadline until when it may be pulled
 */
public record ReleaseEvidence(
    ReleaseState state, Digest statement, Digest subject, Digest part, Instant deadline) {
  /** The contract's function. */
  public static final String FUNCTION = "evidenceOfRelease";
}
