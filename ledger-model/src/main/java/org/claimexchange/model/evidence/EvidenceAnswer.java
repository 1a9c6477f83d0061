package org.claimexchange.model.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * What the peers sign. No write ever returns the tag.
 *
 * @param tag {@value #TAG}
 * @param function the contract's function
 * @param query what was asked, repeated
 * @param time the transaction's timestamp, at which everything was judged
 * @param result canonical JSON of the function's result: {@link ConsentEvidence}, {@link
 *     ReleaseEvidence} or {@link DeliveryEvidence}
 */
public record EvidenceAnswer(
    String tag, String function, EvidenceQuery query, Instant time, JsonNode result) {
  /** What tells evidence from the answer of a write. */
  public static final String TAG = "evidence/v1";

  public EvidenceAnswer {
    if (!TAG.equals(tag)) {
      throw new IllegalArgumentException("expected the tag " + TAG);
    }
  }
}
