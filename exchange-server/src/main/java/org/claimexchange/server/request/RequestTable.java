package org.claimexchange.server.request;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.person.PersonId;
import org.claimexchange.server.vault.KeyName;
import org.claimexchange.server.vault.PersonTags;
import org.claimexchange.server.vault.SealedBytes;
import org.claimexchange.server.vault.Times;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The requests' rows. */
public final class RequestTable {
  private static final String COLUMNS =
      """
      id, insurer, task_digest, status, reason, link_reader_tag, release, delivery,
      transaction_id, received_at, recorded_at, expires_at, changed_at
      """;

  private final JdbcClient jdbc;
  private final SealedBytes sealed;
  private final PersonTags tags;
  private final Clock clock;

  RequestTable(JdbcClient jdbc, SealedBytes sealed, PersonTags tags, Clock clock) {
    this.jdbc = jdbc;
    this.sealed = sealed;
    this.tags = tags;
    this.clock = clock;
  }

  /**
   * Adds a request; nothing happens where the insurer's identifier is taken.
   *
   * @return whether it was added
   */
  boolean add(
      StoredRequest request,
      String identifier,
      String taskDigest,
      Optional<String> basedOn,
      String release,
      String delivery,
      Instant expires) {
    String id = request.body().request();
    String insurer = request.body().insurer();
    return jdbc.sql(
                """
                insert into data_request
                (id, insurer, identifier_tag, case_tag, task_digest, document, subject_tag,
                based_on, status, link_digest, release, delivery, received_at, expires_at,
                changed_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, 'REQUESTED', ?, ?, ?, ?, ?, ?)
                on conflict do nothing
                """)
            .params(
                id,
                insurer,
                tags.of("identifier", insurer, identifier),
                tags.of("case", insurer, request.claim().claimNumber()),
                taskDigest,
                sealed.sealValue(key(id), context(id), request),
                tags.of(request.body().subject()),
                basedOn.orElse(""),
                linkDigest(request.link()),
                release,
                delivery,
                Times.utc(clock.instant()),
                Times.utc(expires),
                Times.utc(clock.instant()))
            .update()
        == 1;
  }

  /** A request's row. */
  public Optional<RequestRow> find(String id) {
    return jdbc.sql("select " + COLUMNS + " from data_request where id = ?")
        .param(id)
        .query(RequestTable::row)
        .optional();
  }

  /** The request that this one is based on, a supplement's; empty for every other. */
  public Optional<RequestRow> earlier(String id) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from data_request where id = (select based_on from data_request where id = ?)")
        .param(id)
        .query(RequestTable::row)
        .optional();
  }

  /** Whether a request of this insurer about this person has this id. */
  boolean has(String id, String insurer, PersonId subject) {
    return jdbc.sql(
            "select count(*) from data_request where id = ? and insurer = ? and subject_tag = ?")
        .params(id, insurer, tags.of(subject))
        .query(Long.class)
        .single()
        .equals(1L);
  }

  /** The row, held until the caller's transaction ends. */
  public RequestRow hold(String id) {
    return jdbc.sql("select " + COLUMNS + " from data_request where id = ? for update")
        .param(id)
        .query(RequestTable::row)
        .single();
  }

  Optional<RequestRow> byIdentifier(String insurer, String identifier) {
    return jdbc.sql(
            "select " + COLUMNS + " from data_request where insurer = ? and identifier_tag = ?")
        .params(insurer, tags.of("identifier", insurer, identifier))
        .query(RequestTable::row)
        .optional();
  }

  List<RequestRow> byCase(String insurer, String claimNumber, int limit) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from data_request where insurer = ? and case_tag = ?"
                + " order by received_at desc limit ?")
        .params(insurer, tags.of("case", insurer, claimNumber), limit)
        .query(RequestTable::row)
        .list();
  }

  List<RequestRow> ofInsurer(String insurer, Optional<DataRequestStatus> status, int limit) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from data_request where insurer = :insurer"
                + " and (:status = '' or status = :status) order by received_at desc limit :limit")
        .param("insurer", insurer)
        .param("status", status.map(Enum::name).orElse(""))
        .param("limit", limit)
        .query(RequestTable::row)
        .list();
  }

  Optional<RequestRow> byLink(String token) {
    return jdbc.sql("select " + COLUMNS + " from data_request where link_digest = ?")
        .param(linkDigest(token))
        .query(RequestTable::row)
        .optional();
  }

  /** The link is bound to this reader, if it is not bound yet. */
  boolean bind(String id, PersonId reader) {
    return jdbc.sql(
                "update data_request set link_reader_tag = ? where id = ? and link_reader_tag in"
                    + " ('', ?)")
            .params(tags.of(reader), id, tags.of(reader))
            .update()
        == 1;
  }

  /** What rests sealed. */
  StoredRequest document(String id) {
    byte[] bytes =
        jdbc.sql("select document from data_request where id = ?")
            .param(id)
            .query((r, n) -> r.getBytes(1))
            .single();
    return sealed.openValue(key(id), context(id), bytes, StoredRequest.class);
  }

  /** It stands on the ledger. */
  void recorded(String id, String transactionId, Instant at) {
    jdbc.sql(
            "update data_request set transaction_id = ?, recorded_at = ? where id = ? and"
                + " recorded_at is null")
        .params(transactionId, Times.utc(at), id)
        .update();
  }

  /** It stands so now. */
  public void change(String id, DataRequestStatus status, String reason) {
    jdbc.sql("update data_request set status = ?, reason = ?, changed_at = ? where id = ?")
        .params(status.name(), reason, Times.utc(clock.instant()), id)
        .update();
  }

  /** The name of a request's key: it also seals its consents. */
  public static KeyName key(String id) {
    return new KeyName(KeyName.Use.REQUEST, id);
  }

  private static String context(String id) {
    return "data_request/" + id;
  }

  private static String linkDigest(String token) {
    return Digest.of(token.getBytes(StandardCharsets.UTF_8)).value();
  }

  private static RequestRow row(ResultSet r, int n) throws SQLException {
    return new RequestRow(
        r.getString("id"),
        r.getString("insurer"),
        r.getString("task_digest"),
        DataRequestStatus.valueOf(r.getString("status")),
        r.getString("reason"),
        r.getString("link_reader_tag"),
        r.getString("release"),
        r.getString("delivery"),
        r.getString("transaction_id"),
        Times.of(r, "received_at"),
        Times.ofNullable(r, "recorded_at"),
        Times.of(r, "expires_at"),
        Times.of(r, "changed_at"));
  }
}
