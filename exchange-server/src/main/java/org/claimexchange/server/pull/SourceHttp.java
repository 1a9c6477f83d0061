package org.claimexchange.server.pull;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.claimexchange.fhir.read.BoundedBody;
import org.jspecify.annotations.Nullable;

/** One request to a source: bounded in time and size, its failures named. */
final class SourceHttp {
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private final HttpClient client;
  private final PullLimits limits;
  private final Clock clock;

  SourceHttp(HttpClient client, PullLimits limits, Clock clock) {
    this.client = client;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * An answer of any status that the caller treats itself.
   *
   * @param status 2xx, 401 or 403
   * @param body at most as much as was to be taken
   */
  record Answer(int status, byte[] body) {
    boolean ok() {
      return status < 300;
    }
  }

  /**
   * Sends a request.
   *
   * @throws PullException for whatever is neither a success nor 401 nor 403
   */
  Answer send(HttpRequest.Builder request) throws PullException, InterruptedException {
    return send(request, limits.pageBytes(), limits.requestTime());
  }

  /**
   * Sends a request whose answer may be of another size than a page's.
   *
   * @param most the most bytes taken
   * @param time how long it may take, from the first byte sent to the last that came
   * @throws PullException for whatever is neither a success nor 401 nor 403
   */
  Answer send(HttpRequest.Builder request, int most, Duration time)
      throws PullException, InterruptedException {
    var body = new BoundedBody(most);
    var sent =
        client.sendAsync(
            request.timeout(time).build(), HttpResponse.BodyHandlers.ofByteArrayConsumer(body));
    try {
      HttpResponse<Void> response = sent.get(time.toMillis(), TimeUnit.MILLISECONDS);
      check(response);
      return new Answer(response.statusCode(), body.bytes());
    } catch (TimeoutException e) {
      sent.cancel(true);
      throw new PullException(PullProblem.TIMED_OUT);
    } catch (ExecutionException e) {
      throw new PullException(body.overflown() ? PullProblem.TOO_LARGE : broken(e.getCause()));
    }
  }

  private static PullProblem broken(@Nullable Throwable cause) {
    return cause instanceof HttpTimeoutException ? PullProblem.TIMED_OUT : PullProblem.UNREACHABLE;
  }

  private void check(HttpResponse<?> response) throws PullException {
    int status = response.statusCode();
    if (status == 429 || status == 503) {
      throw new PullException(
          status == 429 ? PullProblem.TOO_MANY_REQUESTS : PullProblem.SOURCE_ERROR,
          retryAfter(response));
    }
    if (status >= 500) {
      throw new PullException(PullProblem.SOURCE_ERROR);
    }
    if (status != 401 && status != 403 && (status < 200 || status >= 300)) {
      throw new PullException(PullProblem.NOT_UNDERSTOOD);
    }
  }

  /** RFC 9110, section 10.2.3: seconds or a date. */
  private Duration retryAfter(HttpResponse<?> response) {
    String value = response.headers().firstValue("Retry-After").orElse("");
    try {
      Duration wait =
          value.chars().allMatch(Character::isDigit) && !value.isEmpty() && value.length() < 9
              ? Duration.ofSeconds(Long.parseLong(value))
              : Duration.between(
                  clock.instant(),
                  ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
      return wait.isNegative()
          ? Duration.ZERO
          : wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    } catch (DateTimeException e) {
      return Duration.ZERO;
    }
  }
}
