package org.claimexchange.server.pull;

import com.nimbusds.jose.jwk.ECKey;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;

/** How sources are reached over HTTP: their addresses, and the exchange's tokens there. */
public final class SourceDoor {
  private static final Duration CONNECT_TIME = Duration.ofSeconds(5);

  private final SourceAddresses addresses;
  private final SourceHttp http;
  private final SourceTokens tokens;
  private final PullLimits limits;

  /**
   * @param key the exchange's key for tokens of sources, EC P-384 with a key id
   */
  public SourceDoor(
      SourceAddresses addresses, ECKey key, PullLimits limits, Clock clock, SecureRandom random) {
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIME)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    this.addresses = addresses;
    this.http = new SourceHttp(client, limits, clock);
    this.tokens = new SourceTokens(http, key, clock, random);
    this.limits = limits;
  }

  /** A session for one order; it is opened with the first request. */
  SourceSession session(PullOrder order) throws PullException {
    SourceEndpoint source =
        addresses.of(order.source()).orElseThrow(() -> new PullException(PullProblem.NO_ADDRESS));
    return new SourceSession(http, tokens, source, order, limits);
  }
}
