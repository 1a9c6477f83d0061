package org.claimexchange.server.pull;

import org.claimexchange.model.evidence.Evidence;

/**
 * What a source was shown.
 *
 * @param nonce that it issued
 * @param evidence for that nonce
 */
public record Presented(String nonce, Evidence evidence) {
  @Override
  public String toString() {
    return "Presented[…]";
  }
}
