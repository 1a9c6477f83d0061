package org.claimexchange.agent.exchange;

import org.claimexchange.model.evidence.ReleasePresentation;

/**
 * The exchange's answer to a nonce.
 *
 * @param presentation what it shows; believed only after the guard has checked it
 * @param session under which files may be put
 */
public record Presented(ReleasePresentation presentation, String session) {
  @Override
  public String toString() {
    return "Presented[…]";
  }
}
