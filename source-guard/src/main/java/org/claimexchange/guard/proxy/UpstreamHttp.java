package org.claimexchange.guard.proxy;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.claimexchange.fhir.read.BoundedBody;
import org.claimexchange.guard.proxy.UpstreamException.Problem;
import org.jspecify.annotations.Nullable;

/** One request to the upstream: bounded in time and size, from the first byte to the last. */
final class UpstreamHttp {
  private static final Duration CONNECT_TIME = Duration.ofSeconds(5);
  private static final int LONGEST_WAIT = 3600;

  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT_TIME)
          .followRedirects(HttpClient.Redirect.NEVER)
          .version(HttpClient.Version.HTTP_1_1)
          .build();
  private final ProxyLimits limits;

  UpstreamHttp(ProxyLimits limits) {
    this.limits = limits;
  }

  /** An answer of any status. */
  record Answer(int status, String contentType, int retryAfter, byte[] body) {
    /**
     * The body of a success.
     *
     * @throws UpstreamException for any other status
     */
    byte[] success() {
      if (status == 200) {
        return body;
      }
      throw problem();
    }

    UpstreamException problem() {
      if (status == 401) {
        return new UpstreamException(Problem.LOGIN);
      }
      if (status == 403) {
        return new UpstreamException(Problem.FORBIDDEN);
      }
      if (status == 429 || status == 503) {
        return new UpstreamException(Problem.BUSY, retryAfter);
      }
      return new UpstreamException(
          status >= 400 && status < 500 ? Problem.NOT_UNDERSTOOD : Problem.FAILED);
    }
  }

  /**
   * Sends a request.
   *
   * @throws UpstreamException if there is no answer, or none that is small and fast enough
   */
  Answer send(HttpRequest.Builder request) {
    var body = new BoundedBody(limits.pageBytes());
    var sent =
        client.sendAsync(
            request.timeout(limits.requestTime()).build(),
            HttpResponse.BodyHandlers.ofByteArrayConsumer(body));
    try {
      HttpResponse<Void> response =
          sent.get(limits.requestTime().toMillis(), TimeUnit.MILLISECONDS);
      return new Answer(
          response.statusCode(),
          response.headers().firstValue("Content-Type").orElse(""),
          seconds(response.headers().firstValue("Retry-After").orElse("")),
          body.bytes());
    } catch (TimeoutException e) {
      sent.cancel(true);
      throw new UpstreamException(Problem.TIMED_OUT);
    } catch (ExecutionException e) {
      throw new UpstreamException(body.overflown() ? Problem.TOO_LARGE : broken(e.getCause()));
    } catch (InterruptedException e) {
      sent.cancel(true);
      Thread.currentThread().interrupt();
      throw new UpstreamException(Problem.UNREACHABLE);
    }
  }

  private static Problem broken(@Nullable Throwable cause) {
    return cause instanceof HttpTimeoutException ? Problem.TIMED_OUT : Problem.UNREACHABLE;
  }

  private static int seconds(String value) {
    return value.matches("[0-9]{1,6}") ? Math.min(Integer.parseInt(value), LONGEST_WAIT) : 0;
  }
}
