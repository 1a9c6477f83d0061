package org.claimexchange.server.release;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.claimexchange.model.release.ReleaseBody;
import org.claimexchange.server.pull.Presented;
import org.claimexchange.server.request.RequestTable;
import org.claimexchange.server.vault.KeyName;
import org.claimexchange.server.vault.SealedBytes;
import org.claimexchange.server.vault.Times;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The rows of releases and of what is pulled under them. Pages rest sealed under a key of their
 * release, which is destroyed when they are not needed any more.
 */
public final class ReleaseTable {
  private static final String COLUMNS =
      "id, consent, request, status, deadline, transaction_id, opened_at";

  private static final List<String> ERASED_WITH_A_PART =
      List.of("pulled_document", "presented", "pushed_part", "push_session");

  private static final String AWAITED =
      """
      select p.release, part, source, p.status, problem, records, waiting_until, changed_at
      from pull p join release r on r.id = p.release
      where source = ? and p.status in ('WAITING', 'LATE') and r.status = 'OPEN'
      and waiting_until > ? and not exists (
        select 1 from pushed_part d where d.release = p.release and d.part = p.part)
      %s order by r.opened_at, p.release, part limit ?
      """;

  private static final String BEHIND =
      """
      and (r.opened_at, p.release, part) >
        ((select opened_at from release where id = ?), ?, ?)
      """;

  private final JdbcClient jdbc;
  private final SealedBytes sealed;
  private final Clock clock;

  ReleaseTable(JdbcClient jdbc, SealedBytes sealed, Clock clock) {
    this.jdbc = jdbc;
    this.sealed = sealed;
    this.clock = clock;
  }

  /** Adds a release with its parts; nothing happens where it is there. */
  void add(ReleaseBody body, String request, List<String> sources, Instant waitingUntil) {
    int added =
        jdbc.sql(
                """
                insert into release (id, consent, request, document, status, deadline)
                values (?, ?, ?, ?, 'PREPARED', ?) on conflict do nothing
                """)
            .params(
                body.release(),
                body.consent(),
                request,
                sealed.sealValue(RequestTable.key(request), context(body.release()), body),
                Times.utc(body.deadline()))
            .update();
    for (int part = 0; added == 1 && part < sources.size(); part++) {
      jdbc.sql(
              """
              insert into pull (release, part, source, status, waiting_until, changed_at)
              values (?, ?, ?, 'WAITING', ?, ?)
              """)
          .params(
              body.release(),
              part,
              sources.get(part),
              Times.utc(waitingUntil),
              Times.utc(clock.instant()))
          .update();
    }
  }

  /** A release. */
  public Optional<ReleaseRow> find(String id) {
    return jdbc.sql("select " + COLUMNS + " from release where id = ?")
        .param(id)
        .query(ReleaseTable::row)
        .optional();
  }

  /** The releases of a consent. */
  public List<ReleaseRow> ofConsent(String consent) {
    return jdbc.sql("select " + COLUMNS + " from release where consent = ? order by id")
        .param(consent)
        .query(ReleaseTable::row)
        .list();
  }

  /** What a release allows. */
  public ReleaseBody body(ReleaseRow row) {
    byte[] bytes =
        jdbc.sql("select document from release where id = ?")
            .param(row.id())
            .query((r, n) -> r.getBytes(1))
            .single();
    return sealed.openValue(
        RequestTable.key(row.request()), context(row.id()), bytes, ReleaseBody.class);
  }

  void opened(String id, String transactionId, Instant at) {
    jdbc.sql(
            """
            update release set status = 'OPEN', transaction_id = ?, opened_at = ?
            where id = ? and status = 'PREPARED'
            """)
        .params(transactionId, Times.utc(at), id)
        .update();
  }

  /** A release stands so now. */
  public void change(String id, ReleaseRow.Status status) {
    jdbc.sql("update release set status = ? where id = ?").params(status.name(), id).update();
  }

  /** The parts of a release, in order. */
  public List<PullRow> pulls(String release) {
    return jdbc.sql(
            """
            select release, part, source, status, problem, records, waiting_until, changed_at
            from pull where release = ? order by part
            """)
        .param(release)
        .query(ReleaseTable::pull)
        .list();
  }

  void change(PullRow pull, PullRow.Status status, String problem) {
    jdbc.sql(
            """
            update pull set status = ?, problem = ?, changed_at = ?
            where release = ? and part = ? and status in ('WAITING', 'LATE')
            """)
        .params(status.name(), problem, Times.utc(clock.instant()), pull.release(), pull.part())
        .update();
  }

  void came(PullRow pull, StoredPull result) {
    jdbc.sql("update pull set result = ? where release = ? and part = ?")
        .params(
            sealed.sealValue(key(pull.release()), context(pull) + "/result", result),
            pull.release(),
            pull.part())
        .update();
    change(pull, PullRow.Status.COMPLETE, "");
  }

  /** What came of asking a source. */
  public StoredPull result(PullRow pull) {
    byte[] bytes =
        jdbc.sql("select result from pull where release = ? and part = ?")
            .params(pull.release(), pull.part())
            .query((r, n) -> r.getBytes(1))
            .single();
    return sealed.openValue(
        key(pull.release()), context(pull) + "/result", bytes, StoredPull.class);
  }

  /** How many records of a part passed the filter, and whether the source was at fault. */
  public void filtered(PullRow pull, int records, boolean problems) {
    jdbc.sql("update pull set records = ?, status = ? where release = ? and part = ?")
        .params(
            records,
            (problems ? PullRow.Status.COMPLETE_WITH_PROBLEMS : PullRow.Status.COMPLETE).name(),
            pull.release(),
            pull.part())
        .update();
  }

  /** What came of a part cannot be used. */
  public void unusable(PullRow pull) {
    jdbc.sql(
            """
            update pull set status = 'FAILED', problem = ?, changed_at = ?
            where release = ? and part = ?
            """)
        .params(PullRow.UNUSABLE, Times.utc(clock.instant()), pull.release(), pull.part())
        .update();
  }

  /** Stops what is not ended. */
  public void stop(String release) {
    jdbc.sql(
            """
            update pull set status = 'STOPPED', changed_at = ?
            where release = ? and status in ('WAITING', 'LATE')
            """)
        .params(Times.utc(clock.instant()), release)
        .update();
    jdbc.sql("update release set status = 'STOPPED' where id = ? and status <> 'SEALED'")
        .param(release)
        .update();
  }

  /**
   * Pages of an attempt that was broken off are void, files stay; in the caller's transaction.
   *
   * @throws ReleaseStoppedException if the part has ended: what another attempt completed stays
   */
  void forgetPages(PullRow pull) {
    holdUnended(pull);
    jdbc.sql("delete from pulled_page where release = ? and part = ?")
        .params(pull.release(), pull.part())
        .update();
  }

  /** Nothing that came of a part is kept. */
  void forget(PullRow pull) {
    forgetPages(pull);
    for (String table : ERASED_WITH_A_PART) {
      jdbc.sql("delete from " + table + " where release = ? and part = ?")
          .params(pull.release(), pull.part())
          .update();
    }
  }

  /**
   * Keeps a page, in the caller's transaction. Part and release are held, so that ending or
   * stopping them and keeping a page cannot pass each other.
   *
   * @throws ReleaseStoppedException once either has ended: nothing may be kept any more
   */
  void keepPage(PullRow pull, int page, byte[] content) {
    holdUnended(pull);
    jdbc.sql("insert into pulled_page (release, part, page, content) values (?, ?, ?, ?)")
        .params(
            pull.release(),
            pull.part(),
            page,
            sealed.seal(key(pull.release()), context(pull) + "/" + page, content))
        .update();
  }

  /**
   * Holds a release's row against its being stopped, until the caller's transaction ends.
   *
   * @throws ReleaseStoppedException if it is not open any more
   */
  public void holdOpen(String release) {
    boolean open =
        jdbc.sql("select status = 'OPEN' from release where id = ? for share")
            .param(release)
            .query(Boolean.class)
            .single();
    if (!open) {
      throw new ReleaseStoppedException();
    }
  }

  /**
   * Holds a part against its ending, by another attempt too, and its release against its being
   * stopped, until the caller's transaction ends.
   *
   * @throws ReleaseStoppedException if either has ended
   */
  void holdUnended(PullRow pull) {
    if (!isUnended(pull)) {
      throw new ReleaseStoppedException();
    }
    holdOpen(pull.release());
  }

  /** Whether a part has not ended; it is held until the caller's transaction ends. */
  boolean isUnended(PullRow pull) {
    return jdbc.sql(
            """
            select status in ('WAITING', 'LATE') from pull where release = ? and part = ?
            for update
            """)
        .params(pull.release(), pull.part())
        .query(Boolean.class)
        .single();
  }

  /**
   * Holds a part against its ending and its release against its being stopped, until the caller's
   * transaction ends.
   *
   * @return whether the source is still waited for
   * @throws ReleaseStoppedException if the release is not open any more
   */
  public boolean holdAwaited(PullRow pull) {
    boolean awaited = isUnended(pull) && clock.instant().isBefore(pull.waitingUntil());
    holdOpen(pull.release());
    return awaited;
  }

  /** The parts that wait for a source under releases that are open, the oldest first. */
  public List<PullRow> awaited(String source, int most) {
    return jdbc.sql(AWAITED.formatted(""))
        .params(source, Times.utc(clock.instant()), most)
        .query(ReleaseTable::pull)
        .list();
  }

  /**
   * As {@link #awaited}, those behind one part, which need not be waited for any more.
   *
   * @return empty where that part is not of a release of this source that was ever open
   */
  public Optional<List<PullRow>> awaitedAfter(String source, String release, int part, int most) {
    boolean known =
        jdbc.sql(
                """
                select exists (
                  select 1 from pull p join release r on r.id = p.release
                  where source = ? and p.release = ? and part = ? and r.opened_at is not null)
                """)
            .params(source, release, part)
            .query(Boolean.class)
            .single();
    if (!known) {
      return Optional.empty();
    }
    return Optional.of(
        jdbc.sql(AWAITED.formatted(BEHIND))
            .params(source, Times.utc(clock.instant()), release, release, part, most)
            .query(ReleaseTable::pull)
            .list());
  }

  /** Remembers what the source of a part is shown, in the caller's transaction. */
  void present(PullRow pull, Presented presented) {
    holdUnended(pull);
    jdbc.sql(
            """
            insert into presented (release, part, content) values (?, ?, ?)
            on conflict (release, part) do update set content = excluded.content
            """)
        .params(
            pull.release(),
            pull.part(),
            sealed.sealValue(key(pull.release()), context(pull) + "/presented", presented))
        .update();
  }

  /** What the source of a part was shown last. */
  Optional<Presented> presented(PullRow pull) {
    return jdbc.sql("select content from presented where release = ? and part = ?")
        .params(pull.release(), pull.part())
        .query((r, n) ->
            sealed.openValue(
                key(pull.release()), context(pull) + "/presented", r.getBytes(1), Presented.class))
        .optional();
  }

  /** How many pages of a part came. */
  public int pageCount(PullRow pull) {
    return jdbc.sql("select count(*) from pulled_page where release = ? and part = ?")
        .params(pull.release(), pull.part())
        .query(Integer.class)
        .single();
  }

  /**
   * A page of a part, as it came.
   *
   * @param page from 0
   */
  public byte[] page(PullRow pull, int page) {
    byte[] content =
        jdbc.sql("select content from pulled_page where release = ? and part = ? and page = ?")
            .params(pull.release(), pull.part(), page)
            .query((r, n) -> r.getBytes(1))
            .single();
    return sealed.open(key(pull.release()), context(pull) + "/" + page, content);
  }

  /** All that was pulled under a release goes; its key is the caller's to destroy. */
  public void erasePages(String release) {
    jdbc.sql("delete from pulled_page where release = ?").param(release).update();
    for (String table : ERASED_WITH_A_PART) {
      jdbc.sql("delete from " + table + " where release = ?").param(release).update();
    }
  }

  /** The key of what is pulled under a release. */
  public static KeyName key(String release) {
    return new KeyName(KeyName.Use.RELEASE, release);
  }

  private static String context(String release) {
    return "release/" + release;
  }

  private static String context(PullRow pull) {
    return "pull/" + pull.release() + "/" + pull.part();
  }

  private static ReleaseRow row(ResultSet r, int n) throws SQLException {
    return new ReleaseRow(
        r.getString("id"),
        r.getString("consent"),
        r.getString("request"),
        ReleaseRow.Status.valueOf(r.getString("status")),
        Times.of(r, "deadline"),
        r.getString("transaction_id"),
        Times.ofNullable(r, "opened_at"));
  }

  private static PullRow pull(ResultSet r, int n) throws SQLException {
    return new PullRow(
        r.getString("release"),
        r.getInt("part"),
        r.getString("source"),
        PullRow.Status.valueOf(r.getString("status")),
        r.getString("problem"),
        r.getInt("records"),
        Times.of(r, "waiting_until"),
        Times.of(r, "changed_at"));
  }
}
