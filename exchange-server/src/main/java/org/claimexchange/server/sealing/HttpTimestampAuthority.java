package org.claimexchange.server.sealing;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.claimexchange.verifier.signature.SignatureFailure;
import org.claimexchange.verifier.signature.SignatureSuite;
import org.claimexchange.verifier.signature.SignatureTimestamp;

/**
 * A time-stamp authority over HTTP (RFC 3161, section 3.4). What it answers is checked as a
 * verifier will check it, so that no package goes out with a stamp that nobody takes.
 */
public final class HttpTimestampAuthority implements TimestampAuthority {

  private static final int NONCE_BITS = 64;
  private static final int MAX_ANSWER = 64 * 1024;
  private static final int OK = 200;
  private static final String ANSWER = "application/timestamp-reply";

  private final HttpClient client;
  private final URI uri;
  private final Duration timeout;
  private final SignatureTimestamp check;
  private final SecureRandom random;

  /**
   * @param client follows no redirects
   * @param timeout for one request
   * @param roots of the authority
   * @param random of nonces
   */
  public HttpTimestampAuthority(
      HttpClient client,
      URI uri,
      Duration timeout,
      List<X509Certificate> roots,
      SecureRandom random) {
    this.client = client;
    this.uri = uri;
    this.timeout = timeout;
    this.check = new SignatureTimestamp(roots);
    this.random = random;
  }

  @Override
  public TimeStampToken stamp(byte[] signature) throws SealingException {
    try {
      TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
      generator.setCertReq(true);
      TimeStampRequest request =
          generator.generate(
              TSPAlgorithms.SHA256,
              SignatureSuite.INTERNATIONAL.digestOf(signature),
              new BigInteger(NONCE_BITS, random));
      TimeStampResponse answer = new TimeStampResponse(ask(request.getEncoded()));
      answer.validate(request);
      TimeStampToken token = answer.getTimeStampToken();
      if (token == null) {
        throw none("the time-stamp authority refuses: status " + answer.getStatus());
      }
      check.verify(token, signature);
      return token;
    } catch (TSPException | IOException e) {
      throw new SealingException(
          SealingException.Reason.TIMESTAMP, "the time-stamp authority does not answer rightly", e);
    } catch (SignatureFailure e) {
      throw new SealingException(
          SealingException.Reason.TIMESTAMP, "a time stamp that no verifier takes", e);
    }
  }

  private byte[] ask(byte[] request) throws SealingException {
    HttpRequest post =
        HttpRequest.newBuilder(uri)
            .timeout(timeout)
            .header("Content-Type", "application/timestamp-query")
            .header("Accept", ANSWER)
            .POST(HttpRequest.BodyPublishers.ofByteArray(request))
            .build();
    // The request's own time ends with the answer's head: a body that never comes is cut off here.
    var sent =
        client.sendAsync(
            post,
            HttpResponse.BodyHandlers.limiting(
                HttpResponse.BodyHandlers.ofByteArray(), MAX_ANSWER));
    try {
      HttpResponse<byte[]> answer = sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      String type = answer.headers().firstValue("Content-Type").orElse("");
      if (answer.statusCode() != OK || !type.equals(ANSWER)) {
        throw none("the time-stamp authority answers " + answer.statusCode());
      }
      return answer.body();
    } catch (TimeoutException e) {
      sent.cancel(true);
      throw new SealingException(
          SealingException.Reason.TIMESTAMP, "the time-stamp authority does not answer in time", e);
    } catch (ExecutionException e) {
      throw new SealingException(
          SealingException.Reason.TIMESTAMP,
          "the time-stamp authority does not answer, or with more than " + MAX_ANSWER + " bytes",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SealingException(SealingException.Reason.TIMESTAMP, "interrupted", e);
    }
  }

  private static SealingException none(String message) {
    return new SealingException(SealingException.Reason.TIMESTAMP, message);
  }
}
