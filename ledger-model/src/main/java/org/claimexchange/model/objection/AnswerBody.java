package org.claimexchange.model.objection;

import java.time.Instant;
import org.claimexchange.model.disclosure.Digest;

/**
 * A source's word on an objection: payload of a compact JWS (RFC 7515) made with the key of its
 * registered certificate for signing. On the ledger stands a salted digest of the JWS only.
 *
 * @param type {@value #TYPE}
 * @param objection id of the objection
 * @param body digest of the {@link ObjectionBody} that is answered
 * @param resolution what was done
 * @param text SHA-256 of the UTF-8 text in which the source says why
 * @param at when
 */
public record AnswerBody(
    String type, String objection, Digest body, Resolution resolution, Digest text, Instant at) {
  /** The type and version. */
  public static final String TYPE = "claimexchange/answer/v1";

  /** The name under which the JWS is hidden on the ledger. */
  public static final String NAME = "answer";

  /**
   * @throws IllegalArgumentException if the type is another
   */
  public AnswerBody {
    if (!TYPE.equals(type)) {
      throw new IllegalArgumentException("expected a body of type " + TYPE);
    }
  }
}
