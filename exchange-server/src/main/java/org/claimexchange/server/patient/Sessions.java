package org.claimexchange.server.patient;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.person.Person;
import org.claimexchange.server.vault.Ids;
import org.claimexchange.server.vault.KeyName;
import org.claimexchange.server.vault.SealedBytes;
import org.claimexchange.server.vault.Times;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who is logged in at the page, for all instances of the exchange. The database holds digests of
 * nonces and tokens, and the person sealed.
 */
final class Sessions {
  private static final KeyName KEY = new KeyName(KeyName.Use.TABLE, "patient-sessions");
  private static final String BEARER = "Bearer ";

  private final JdbcClient database;
  private final SealedBytes sealed;
  private final Ids ids;
  private final PatientProperties properties;
  private final Clock clock;

  Sessions(
      JdbcClient database, SealedBytes sealed, Ids ids, PatientProperties properties, Clock clock) {
    this.database = database;
    this.sealed = sealed;
    this.ids = ids;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * What the page makes the nonce of one login from. The page hashes it with a word of its own, so
   * that what the exchange hands out can never be the nonce of a consent, which commits to a key
   * and a statement.
   */
  String freshNonce() {
    forgetOld();
    String nonce = ids.token();
    database
        .sql("insert into patient_nonce (digest, expires_at) values (?, ?)")
        .params(digest(ofLogin(nonce)), Times.utc(clock.instant().plus(properties.nonceLife())))
        .update();
    return nonce;
  }

  /** The nonce that the token of a login carries. */
  static String ofLogin(String given) {
    return Digest.of(("claimexchange/login/v1|" + given).getBytes(StandardCharsets.UTF_8)).value();
  }

  /** Spends a nonce; false if it was never issued, is spent or too old. */
  boolean spend(String nonce) {
    return database
            .sql("delete from patient_nonce where digest = ? and expires_at > ?")
            .params(digest(nonce), Times.utc(clock.instant()))
            .update()
        == 1;
  }

  /** Starts a session. */
  Started start(Person person) {
    String token = ids.token();
    String digest = digest(token);
    Instant expiresAt = clock.instant().plus(properties.sessionLife());
    database
        .sql("insert into patient_session (digest, person, expires_at) values (?, ?, ?)")
        .params(digest, sealed.sealValue(KEY, context(digest), person), Times.utc(expiresAt))
        .update();
    return new Started(token, expiresAt);
  }

  /**
   * Who sent a request.
   *
   * @param authorization the header, or empty
   * @throws PatientProblemException if nobody is logged in with it
   */
  Person person(String authorization) {
    if (!authorization.startsWith(BEARER)) {
      throw new PatientProblemException(PatientProblem.NOT_LOGGED_IN);
    }
    String digest = digest(authorization.substring(BEARER.length()));
    Optional<byte[]> person =
        database
            .sql("select person from patient_session where digest = ? and expires_at > ?")
            .params(digest, Times.utc(clock.instant()))
            .query((row, _) -> row.getBytes("person"))
            .optional();
    return person
        .map(bytes -> sealed.openValue(KEY, context(digest), bytes, Person.class))
        .orElseThrow(() -> new PatientProblemException(PatientProblem.NOT_LOGGED_IN));
  }

  private void forgetOld() {
    Instant now = clock.instant();
    database.sql("delete from patient_nonce where expires_at <= ?").params(Times.utc(now)).update();
    database
        .sql("delete from patient_session where expires_at <= ?")
        .params(Times.utc(now))
        .update();
  }

  private static String context(String digest) {
    return "patient_session|" + digest;
  }

  private static String digest(String secret) {
    return Digest.of(secret.getBytes(StandardCharsets.UTF_8)).value();
  }

  /**
   * A session as its owner gets it.
   *
   * @param token the bearer token
   * @param expiresAt until when it counts, excluded
   */
  record Started(String token, Instant expiresAt) {
    @Override
    public String toString() {
      return "Started[" + expiresAt + "]";
    }
  }
}
