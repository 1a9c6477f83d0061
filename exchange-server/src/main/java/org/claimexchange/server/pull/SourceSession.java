package org.claimexchange.server.pull;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import org.claimexchange.fhir.query.FhirQuery;
import org.claimexchange.ledger.EvidenceOutcome;
import org.claimexchange.model.evidence.Evidence;
import org.claimexchange.model.evidence.NonceGrant;
import org.claimexchange.model.evidence.ReleasePresentation;
import org.claimexchange.model.evidence.SessionGrant;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.json.MalformedJsonException;
import org.claimexchange.model.transaction.LedgerRefusal;

/**
 * What one source believes at the moment: an access token, and a session that it opened on fresh
 * evidence of the release. A session ends after two minutes; then, and only then, evidence is
 * fetched again, so a withdrawal stops the next page. Used by one thread.
 */
final class SourceSession {
  private static final int FORBIDDEN = 403;
  private static final String FHIR_JSON = "application/fhir+json";

  private final SourceHttp http;
  private final SourceTokens tokens;
  private final PullOrder order;
  private final List<Evidence> shown = new ArrayList<>();
  private String session = "";

  SourceSession(SourceHttp http, SourceTokens tokens, PullOrder order) {
    this.http = http;
    this.tokens = tokens;
    this.order = order;
  }

  /** The contract says no; carries its words out of the page loop. */
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient LedgerRefusal refusal;

    RefusedException(LedgerRefusal refusal) {
      super(refusal.code().name());
      this.refusal = refusal;
    }

    LedgerRefusal refusal() {
      return refusal;
    }
  }

  /** The evidence that the source accepted so far. */
  List<Evidence> shown() {
    return List.copyOf(shown);
  }

  /** The first page of a search. */
  byte[] search(FhirQuery query) throws PullException, RefusedException, InterruptedException {
    return authorized(
        HttpRequest.newBuilder(order.source().resolve("/fhir/" + query.resourceType() + "/_search"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(query.form())));
  }

  /** A further page, at an address of the source itself. */
  byte[] page(URI address) throws PullException, RefusedException, InterruptedException {
    if (!order.source().owns(address)) {
      throw new PullException(PullProblem.FOREIGN_LINK);
    }
    return authorized(HttpRequest.newBuilder(address).GET());
  }

  /**
   * Sends; where the source says 401, its session or our token may just have ended, so once more.
   */
  private byte[] authorized(HttpRequest.Builder request)
      throws PullException, RefusedException, InterruptedException {
    for (int attempt = 0; attempt < 3; attempt++) {
      if (session.isEmpty()) {
        open();
      }
      SourceHttp.Answer answer =
          http.send(
              request
                  .setHeader("Accept", FHIR_JSON)
                  .setHeader("Authorization", "Bearer " + tokens.token(order.source()))
                  .setHeader(SessionGrant.HEADER, session));
      if (answer.ok()) {
        return answer.body();
      }
      if (answer.status() == FORBIDDEN) {
        throw new PullException(PullProblem.EVIDENCE_NOT_ACCEPTED);
      }
      session = "";
      if (attempt == 1) {
        tokens.forget(order.source());
      }
    }
    throw new PullException(PullProblem.UNAUTHORIZED);
  }

  private void open() throws PullException, RefusedException, InterruptedException {
    NonceGrant nonce = post("/release/nonce", new byte[0], NonceGrant.class);
    Evidence evidence =
        switch (order.proof().evidence(order.source().participant(), nonce.nonce())) {
          case EvidenceOutcome.Endorsed endorsed -> endorsed.evidence();
          case EvidenceOutcome.Refused refused -> throw new RefusedException(refused.refusal());
          case EvidenceOutcome.NotEndorsed notEndorsed ->
              throw new PullException(PullProblem.LEDGER_UNAVAILABLE);
        };
    var presentation = new ReleasePresentation(evidence, order.part(), order.subject());
    session =
        post("/release/session", CanonicalJson.write(presentation), SessionGrant.class).session();
    shown.add(evidence);
  }

  private <T> T post(String path, byte[] body, Class<T> type)
      throws PullException, InterruptedException {
    for (int attempt = 0; attempt < 2; attempt++) {
      SourceHttp.Answer answer =
          http.send(
              HttpRequest.newBuilder(order.source().resolve(path))
                  .header("Content-Type", "application/json")
                  .header("Accept", "application/json")
                  .header("Authorization", "Bearer " + tokens.token(order.source()))
                  .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
      if (answer.ok()) {
        return read(answer.body(), type);
      }
      tokens.forget(order.source());
    }
    throw new PullException(
        path.endsWith("session") ? PullProblem.EVIDENCE_NOT_ACCEPTED : PullProblem.UNAUTHORIZED);
  }

  private static <T> T read(byte[] json, Class<T> type) throws PullException {
    try {
      return CanonicalJson.read(json, type);
    } catch (MalformedJsonException e) {
      throw new PullException(PullProblem.MALFORMED);
    }
  }
}
