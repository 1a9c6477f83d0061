package org.claimexchange.model.evidence;

import java.time.Instant;

/**
 * A session that a source opened on evidence: answer of {@code POST /release/session}. Its id
 * travels as the header {@value #HEADER} of each following request, beside the access token.
 *
 * @param session opaque id
 * @param expiresAt two minutes later
 */
public record SessionGrant(String session, Instant expiresAt) {
  /** The request header. */
  public static final String HEADER = "Release-Session";

  @Override
  public String toString() {
    return "SessionGrant[…]";
  }
}
