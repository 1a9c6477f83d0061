package org.claimexchange.server.pull;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
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
import org.claimexchange.model.source.SourceDocument;
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
  private final SourceEndpoint source;
  private final PullOrder order;
  private final PullLimits limits;
  private final List<Evidence> shown = new ArrayList<>();
  private String session = "";

  SourceSession(
      SourceHttp http,
      SourceTokens tokens,
      SourceEndpoint source,
      PullOrder order,
      PullLimits limits) {
    this.http = http;
    this.tokens = tokens;
    this.source = source;
    this.order = order;
    this.limits = limits;
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
    return page(
        HttpRequest.newBuilder(source.resolve("/fhir/" + query.resourceType() + "/_search"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(query.form())));
  }

  /** A further page, at an address of the source itself. */
  byte[] page(URI address) throws PullException, RefusedException, InterruptedException {
    if (!source.owns(address)) {
      throw new PullException(PullProblem.FOREIGN_LINK);
    }
    return page(HttpRequest.newBuilder(address).GET());
  }

  private byte[] page(HttpRequest.Builder request)
      throws PullException, RefusedException, InterruptedException {
    return authorized(
        request.setHeader("Accept", FHIR_JSON), limits.pageBytes(), limits.requestTime());
  }

  /** The list of the source's own files for the released part. */
  byte[] documents() throws PullException, RefusedException, InterruptedException {
    return authorized(
        HttpRequest.newBuilder(source.resolve("/documents"))
            .setHeader("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.noBody()),
        CanonicalJson.MAX_BYTES,
        limits.requestTime());
  }

  /** One of these files; more than was announced is not taken. */
  byte[] document(SourceDocument document)
      throws PullException, RefusedException, InterruptedException {
    // The name is of letters, digits, '-' and '_' alone, so it is no path.
    return authorized(
        HttpRequest.newBuilder(source.resolve("/documents/" + document.document())).GET(),
        Math.toIntExact(document.size()),
        limits.documentTime());
  }

  /**
   * Sends; where the source says 401, its session or our token may just have ended, so once more.
   */
  private byte[] authorized(HttpRequest.Builder request, int most, Duration time)
      throws PullException, RefusedException, InterruptedException {
    for (int attempt = 0; attempt < 3; attempt++) {
      if (session.isEmpty()) {
        open();
      }
      SourceHttp.Answer answer =
          http.send(
              request
                  .setHeader("Authorization", "Bearer " + tokens.token(source))
                  .setHeader(SessionGrant.HEADER, session),
              most,
              time);
      if (answer.ok()) {
        return answer.body();
      }
      if (answer.status() == FORBIDDEN) {
        throw new PullException(PullProblem.EVIDENCE_NOT_ACCEPTED);
      }
      session = "";
      if (attempt == 1) {
        tokens.forget(source);
      }
    }
    throw new PullException(PullProblem.UNAUTHORIZED);
  }

  private void open() throws PullException, RefusedException, InterruptedException {
    NonceGrant nonce = post("/release/nonce", new byte[0], NonceGrant.class);
    Evidence evidence =
        switch (order.proof().evidence(source.participant(), nonce.nonce())) {
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
              HttpRequest.newBuilder(source.resolve(path))
                  .header("Content-Type", "application/json")
                  .header("Accept", "application/json")
                  .header("Authorization", "Bearer " + tokens.token(source))
                  .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
      if (answer.ok()) {
        return read(answer.body(), type);
      }
      tokens.forget(source);
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
