package org.claimexchange.samples.hospital;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Bearer tokens of five minutes; only their digests are kept. */
public final class AccessTokens {
  static final Duration LIFE = Duration.ofMinutes(5);

  private record Issued(String client, Instant until) {}

  private final Map<String, Issued> issued = new ConcurrentHashMap<>();
  private final SecureRandom random;
  private final Clock clock;

  /** Tokens of this random, judged at this clock. */
  public AccessTokens(SecureRandom random, Clock clock) {
    this.random = random;
    this.clock = clock;
  }

  String issue(String client) {
    var now = clock.instant();
    issued.values().removeIf(token -> token.until().isBefore(now));
    var bytes = new byte[32];
    random.nextBytes(bytes);
    var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    issued.put(digest(token), new Issued(client, now.plus(LIFE)));
    return token;
  }

  /** The client that holds the token; empty if it is unknown or has expired. */
  Optional<String> client(String token) {
    return Optional.ofNullable(issued.get(digest(token)))
        .filter(found -> found.until().isAfter(clock.instant()))
        .map(Issued::client);
  }

  private static String digest(String token) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
