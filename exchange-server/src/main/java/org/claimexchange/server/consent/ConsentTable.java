package org.claimexchange.server.consent;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.claimexchange.model.person.PersonId;
import org.claimexchange.server.request.RequestTable;
import org.claimexchange.server.vault.PersonTags;
import org.claimexchange.server.vault.SealedBytes;
import org.claimexchange.server.vault.Times;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The consents' rows. What is personal is sealed under the key of the request. */
public final class ConsentTable {
  private static final String COLUMNS =
      """
      id, request, status, refusal_code, not_after, transaction_id, received_at, granted_at,
      withdrawal_transaction_id, withdrawn_at
      """;

  private final JdbcClient jdbc;
  private final SealedBytes sealed;
  private final PersonTags tags;
  private final Clock clock;

  ConsentTable(JdbcClient jdbc, SealedBytes sealed, PersonTags tags, Clock clock) {
    this.jdbc = jdbc;
    this.sealed = sealed;
    this.tags = tags;
    this.clock = clock;
  }

  /**
   * Adds a consent that was signed.
   *
   * @return whether its id was free
   */
  boolean add(StoredConsent consent) {
    String id = consent.statement().consent();
    String request = consent.statement().request();
    var terms = consent.openings().terms().value();
    return jdbc.sql(
                """
                insert into consent
                (id, request, grantor_tag, document, status, not_after, uses, received_at)
                values (?, ?, ?, ?, 'PENDING', ?, ?, ?) on conflict do nothing
                """)
            .params(
                id,
                request,
                tags.of(consent.openings().grantor().value().id()),
                sealed.sealValue(RequestTable.key(request), context(id), consent),
                Times.utc(terms.notAfter()),
                terms.uses(),
                Times.utc(clock.instant()))
            .update()
        == 1;
  }

  /** A consent's row. */
  public Optional<ConsentRow> find(String id) {
    return jdbc.sql("select " + COLUMNS + " from consent where id = ?")
        .param(id)
        .query(ConsentTable::row)
        .optional();
  }

  /** The consents that answer a request, newest first. */
  public List<ConsentRow> ofRequest(String request) {
    return jdbc.sql(
            "select " + COLUMNS + " from consent where request = ? order by received_at desc")
        .param(request)
        .query(ConsentTable::row)
        .list();
  }

  List<ConsentRow> ofGrantor(PersonId grantor) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from consent where grantor_tag = ? order by received_at desc limit 200")
        .param(tags.of(grantor))
        .query(ConsentTable::row)
        .list();
  }

  boolean isGrantor(String id, PersonId person) {
    return jdbc.sql("select count(*) from consent where id = ? and grantor_tag = ?")
            .params(id, tags.of(person))
            .query(Integer.class)
            .single()
        == 1;
  }

  /** What rests sealed. */
  public StoredConsent document(ConsentRow row) {
    byte[] bytes =
        jdbc.sql("select document from consent where id = ?")
            .param(row.id())
            .query((r, n) -> r.getBytes(1))
            .single();
    return sealed.openValue(
        RequestTable.key(row.request()), context(row.id()), bytes, StoredConsent.class);
  }

  void granted(String id, String transactionId, long block, Instant at) {
    jdbc.sql(
            """
            update consent set status = 'ACTIVE', transaction_id = ?, block = ?, granted_at = ?
            where id = ? and status = 'PENDING'
            """)
        .params(transactionId, block, Times.utc(at), id)
        .update();
  }

  void notGranted(String id, String code) {
    jdbc.sql(
            "update consent set status = 'NOT_GRANTED', refusal_code = ? where id = ? and status ="
                + " 'PENDING'")
        .params(code, id)
        .update();
  }

  /** Keeps a signed withdrawal; the first stays. */
  boolean withdrawing(ConsentRow row, StoredWithdrawal withdrawal) {
    return jdbc.sql(
                """
                update consent set status = 'WITHDRAWING', withdrawal = ?, withdrawal_asked_at = ?,
                refusal_code = '' where id = ? and status = 'ACTIVE'
                """)
            .params(
                sealed.sealValue(
                    RequestTable.key(row.request()), context(row.id()) + "/withdrawal", withdrawal),
                Times.utc(clock.instant()),
                row.id())
            .update()
        == 1;
  }

  /** The signed withdrawal; empty where there is none. */
  public Optional<StoredWithdrawal> withdrawalIfAny(ConsentRow row) {
    boolean kept =
        jdbc.sql("select withdrawal is not null from consent where id = ?")
            .param(row.id())
            .query(Boolean.class)
            .single();
    return kept ? Optional.of(withdrawal(row)) : Optional.empty();
  }

  StoredWithdrawal withdrawal(ConsentRow row) {
    byte[] bytes =
        jdbc.sql("select withdrawal from consent where id = ?")
            .param(row.id())
            .query((r, n) -> r.getBytes(1))
            .single();
    return sealed.openValue(
        RequestTable.key(row.request()),
        context(row.id()) + "/withdrawal",
        bytes,
        StoredWithdrawal.class);
  }

  /**
   * The ledger says that it is withdrawn.
   *
   * @return whether that is new here
   */
  boolean withdrawn(String id, String transactionId, Instant at) {
    return jdbc.sql(
                """
                update consent set status = 'WITHDRAWN', withdrawal_transaction_id = ?,
                withdrawn_at = ? where id = ? and status <> 'WITHDRAWN'
                """)
            .params(transactionId, Times.utc(at), id)
            .update()
        == 1;
  }

  /** The ledger refused the withdrawal: the consent stands. */
  void stillActive(String id, String code) {
    jdbc.sql(
            "update consent set status = 'ACTIVE', refusal_code = ? where id = ? and status ="
                + " 'WITHDRAWING'")
        .params(code, id)
        .update();
  }

  private static String context(String id) {
    return "consent/" + id;
  }

  private static ConsentRow row(ResultSet r, int n) throws SQLException {
    return new ConsentRow(
        r.getString("id"),
        r.getString("request"),
        ConsentRow.Status.valueOf(r.getString("status")),
        r.getString("refusal_code"),
        Times.of(r, "not_after"),
        r.getString("transaction_id"),
        Times.of(r, "received_at"),
        Times.ofNullable(r, "granted_at"),
        r.getString("withdrawal_transaction_id"),
        Times.ofNullable(r, "withdrawn_at"));
  }
}
