package org.claimexchange.server.consent;

import org.claimexchange.model.consent.ConsentOpenings;
import org.claimexchange.model.consent.ConsentStatement;
import org.claimexchange.model.consent.GrantorProof;

/**
 * A grantor's signed consent, as the page hands it in. It hides itself from logs.
 *
 * @param request id of the request
 * @param statement what was signed
 * @param openings the values behind it
 * @param proof token, key and signature
 * @param text the text that was shown, whose SHA-256 is in {@code openings.shown}
 */
public record GrantCommand(
    String request,
    ConsentStatement statement,
    ConsentOpenings openings,
    GrantorProof proof,
    String text) {
  @Override
  public String toString() {
    return "GrantCommand[" + request + "]";
  }
}
