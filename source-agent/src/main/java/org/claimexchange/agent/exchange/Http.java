package org.claimexchange.agent.exchange;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.claimexchange.agent.exchange.ExchangeException.Kind;
import org.claimexchange.fhir.read.BoundedBody;
import org.claimexchange.model.json.CanonicalJson;

/** One request: bounded in time and size, redirects never followed, failures named. */
final class Http {
  private static final Duration LONGEST = Duration.ofSeconds(90);
  private static final Duration LONGEST_FILE = Duration.ofMinutes(5);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private final HttpClient client;
  private final Times times;

  Http(HttpClient client) {
    this(client, new Times(LONGEST, LONGEST_FILE));
  }

  Http(HttpClient client, Times times) {
    this.client = client;
    this.times = times;
  }

  /**
   * How long a request may take, its answer with it.
   *
   * @param call one that is small
   * @param file one that carries a file
   */
  record Times(Duration call, Duration file) {}

  /**
   * An answer that the caller treats itself: anything but 429 and 5xx.
   *
   * @param status of HTTP
   * @param session header {@code Release-Session}; empty where there is none
   * @param body at most {@link CanonicalJson#MAX_BYTES}
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Answer(int status, String session, byte[] body) {
    boolean ok() {
      return status >= 200 && status < 300;
    }
  }

  Answer send(HttpRequest.Builder request) throws ExchangeException, InterruptedException {
    return send(request, times.call());
  }

  /** As {@link #send}, with the time that a file may take. */
  Answer sendFile(HttpRequest.Builder request) throws ExchangeException, InterruptedException {
    return send(request, times.file());
  }

  private Answer send(HttpRequest.Builder request, Duration longest)
      throws ExchangeException, InterruptedException {
    var body = new BoundedBody(CanonicalJson.MAX_BYTES);
    var sent =
        client.sendAsync(
            request.timeout(longest).build(), HttpResponse.BodyHandlers.ofByteArrayConsumer(body));
    try {
      HttpResponse<Void> response = sent.get(longest.toMillis(), TimeUnit.MILLISECONDS);
      int status = response.statusCode();
      if (status == 429 || status >= 500) {
        throw new ExchangeException(Kind.BUSY, retryAfter(response));
      }
      return new Answer(
          status, response.headers().firstValue("Release-Session").orElse(""), body.bytes());
    } catch (TimeoutException e) {
      sent.cancel(true);
      throw new ExchangeException(Kind.TIMED_OUT);
    } catch (ExecutionException e) {
      if (body.overflown()) {
        throw new ExchangeException(Kind.TOO_LARGE);
      }
      throw new ExchangeException(
          e.getCause() instanceof HttpTimeoutException ? Kind.TIMED_OUT : Kind.UNREACHABLE);
    }
  }

  /** RFC 9110, section 10.2.3, in seconds; a date is not waited for. */
  private static Duration retryAfter(HttpResponse<?> response) {
    String value = response.headers().firstValue("Retry-After").orElse("");
    if (!value.matches("[0-9]{1,6}")) {
      return Duration.ZERO;
    }
    Duration wait = Duration.ofSeconds(Long.parseLong(value));
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }
}
