package org.claimexchange.server.push;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.evidence.Evidence;
import org.claimexchange.server.release.PullRow;
import org.claimexchange.server.release.ReleaseTable;
import org.claimexchange.server.vault.Ids;
import org.claimexchange.server.vault.SealedBytes;
import org.claimexchange.server.vault.Times;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Sessions of agents, for all instances of the server, and what agents have ended with. The
 * database holds the digest of a session's id, never the id.
 */
public final class PushTable {
  private static final Duration LIFE = Duration.ofMinutes(2);

  private final JdbcClient jdbc;
  private final SealedBytes sealed;
  private final Ids ids;
  private final Clock clock;

  PushTable(JdbcClient jdbc, SealedBytes sealed, Ids ids, Clock clock) {
    this.jdbc = jdbc;
    this.sealed = sealed;
    this.ids = ids;
    this.clock = clock;
  }

  /** What an agent ended with, and when. */
  record Pushed(StoredPush push, Instant at) {}

  /**
   * Opens a session for two minutes, in the caller's transaction.
   *
   * @param evidence that the ledger just endorsed for this client
   * @return its id
   */
  String open(String client, PullRow pull, Evidence evidence) {
    String session = ids.token();
    String digest = digest(session);
    jdbc.sql(
            """
            insert into push_session (digest, client, release, part, evidence, expires_at)
            values (?, ?, ?, ?, ?, ?)
            """)
        .params(
            digest,
            client,
            pull.release(),
            pull.part(),
            sealed.sealValue(ReleaseTable.key(pull.release()), session(digest), evidence),
            Times.utc(clock.instant().plus(LIFE)))
        .update();
    return session;
  }

  /** How many sessions of a part are open; those that are over are forgotten. */
  int sessions(PullRow pull) {
    jdbc.sql("delete from push_session where expires_at <= ?")
        .param(Times.utc(clock.instant()))
        .update();
    return jdbc.sql("select count(*) from push_session where release = ? and part = ?")
        .params(pull.release(), pull.part())
        .query(Integer.class)
        .single();
  }

  /** Whether a session is open, and of this client, release and part. */
  boolean isOpen(String session, String client, PullRow pull) {
    return evidence(session, client, pull).isPresent();
  }

  /** The evidence that a session was opened on; empty where it is not open, or another's. */
  Optional<Evidence> evidence(String session, String client, PullRow pull) {
    String digest = digest(session);
    return jdbc.sql(
            """
            select evidence from push_session where digest = ? and client = ? and release = ?
            and part = ? and expires_at > ?
            """)
        .params(digest, client, pull.release(), pull.part(), Times.utc(clock.instant()))
        .query((r, n) ->
            sealed.openValue(
                ReleaseTable.key(pull.release()), session(digest), r.getBytes(1), Evidence.class))
        .optional();
  }

  /** The part is ended, in the caller's transaction. */
  void end(PullRow pull, StoredPush push) {
    jdbc.sql("insert into pushed_part (release, part, content, at) values (?, ?, ?, ?)")
        .params(
            pull.release(),
            pull.part(),
            sealed.sealValue(
                ReleaseTable.key(pull.release()), pushedContext(pull.release(), pull.part()), push),
            Times.utc(clock.instant()))
        .update();
  }

  /** What the agent of a part ended with. */
  Optional<Pushed> pushed(String release, int part) {
    return jdbc.sql("select content, at from pushed_part where release = ? and part = ?")
        .params(release, part)
        .query((r, n) ->
            new Pushed(
                sealed.openValue(
                    ReleaseTable.key(release),
                    pushedContext(release, part),
                    r.getBytes(1),
                    StoredPush.class),
                Times.of(r, "at")))
        .optional();
  }

  private static String session(String digest) {
    return "push_session/" + digest;
  }

  private static String pushedContext(String release, int part) {
    return "pushed_part/" + release + "/" + part;
  }

  private static String digest(String session) {
    return Digest.of(session.getBytes(StandardCharsets.UTF_8)).value();
  }
}
