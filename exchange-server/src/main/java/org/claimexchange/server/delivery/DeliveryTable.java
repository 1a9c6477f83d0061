package org.claimexchange.server.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.claimexchange.model.delivery.DeliveryBody;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.server.request.RequestTable;
import org.claimexchange.server.vault.SealedBytes;
import org.claimexchange.server.vault.Times;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The deliveries' rows. */
public final class DeliveryTable {
  private static final String COLUMNS =
      """
      id, release, consent, request, insurer, package_key, sealed_digest, sealed_bytes, status,
      transaction_id, sealed_at, recorded_at, fetched_at, receipt_transaction_id, received_at,
      erase_at, erased_at
      """;

  private final JdbcClient jdbc;
  private final SealedBytes sealed;
  private final Clock clock;

  DeliveryTable(JdbcClient jdbc, SealedBytes sealed, Clock clock) {
    this.jdbc = jdbc;
    this.sealed = sealed;
    this.clock = clock;
  }

  /** Adds a delivery that was just sealed. */
  boolean add(
      DeliveryBody body,
      String consent,
      String request,
      String insurer,
      PackageStore.Stored stored,
      Instant eraseAt) {
    return jdbc.sql(
                """
                insert into delivery
                (id, release, consent, request, insurer, document, package_key, sealed_digest,
                sealed_bytes, status, sealed_at, erase_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'SEALED', ?, ?) on conflict do nothing
                """)
            .params(
                body.delivery(),
                body.release(),
                consent,
                request,
                insurer,
                sealed.sealValue(RequestTable.key(request), context(body.delivery()), body),
                stored.key(),
                stored.digest().value(),
                stored.bytes(),
                Times.utc(clock.instant()),
                Times.utc(eraseAt))
            .update()
        == 1;
  }

  /** A delivery. */
  public Optional<DeliveryRow> find(String id) {
    return jdbc.sql("select " + COLUMNS + " from delivery where id = ?")
        .param(id)
        .query(DeliveryTable::row)
        .optional();
  }

  /** The deliveries under a request, oldest first. */
  public List<DeliveryRow> ofRequest(String request) {
    return jdbc.sql("select " + COLUMNS + " from delivery where request = ? order by sealed_at")
        .param(request)
        .query(DeliveryTable::row)
        .list();
  }

  /** What a delivery holds. */
  public DeliveryBody body(DeliveryRow row) {
    byte[] bytes =
        jdbc.sql("select document from delivery where id = ?")
            .param(row.id())
            .query((r, n) -> r.getBytes(1))
            .single();
    return sealed.openValue(
        RequestTable.key(row.request()), context(row.id()), bytes, DeliveryBody.class);
  }

  void recorded(String id, String transactionId, long block, Instant at, Instant eraseAt) {
    jdbc.sql(
            """
            update delivery set status = 'RECORDED', transaction_id = ?, block = ?,
            recorded_at = ?, erase_at = ? where id = ? and status = 'SEALED'
            """)
        .params(transactionId, block, Times.utc(at), Times.utc(eraseAt), id)
        .update();
  }

  /**
   * It was fetched.
   *
   * @return whether for the first time
   */
  boolean fetched(String id) {
    return jdbc.sql("update delivery set fetched_at = ? where id = ? and fetched_at is null")
            .params(Times.utc(clock.instant()), id)
            .update()
        == 1;
  }

  /** Keeps the insurer's receipt; the first stays. */
  boolean keepReceipt(DeliveryRow row, StoredReceipt receipt) {
    return jdbc.sql("update delivery set receipt = ? where id = ? and receipt is null")
            .params(
                sealed.sealValue(
                    RequestTable.key(row.request()), context(row.id()) + "/receipt", receipt),
                row.id())
            .update()
        == 1;
  }

  /** The insurer's receipt, once it came. */
  public Optional<StoredReceipt> receipt(DeliveryRow row) {
    byte[] bytes =
        jdbc.sql("select coalesce(receipt, ''::bytea) from delivery where id = ?")
            .param(row.id())
            .query((r, n) -> r.getBytes(1))
            .single();
    return bytes.length == 0
        ? Optional.empty()
        : Optional.of(
            sealed.openValue(
                RequestTable.key(row.request()),
                context(row.id()) + "/receipt",
                bytes,
                StoredReceipt.class));
  }

  void forgetReceipt(String id) {
    jdbc.sql("update delivery set receipt = null where id = ? and received_at is null")
        .param(id)
        .update();
  }

  void received(String id, String transactionId, Instant at) {
    jdbc.sql(
            """
            update delivery set receipt_transaction_id = ?, received_at = ?,
            status = case when status = 'RECORDED' then 'RECEIVED' else status end
            where id = ? and received_at is null
            """)
        .params(transactionId, Times.utc(at), id)
        .update();
  }

  void erasing(String id) {
    jdbc.sql(
            """
            update delivery set status = 'ERASING', erased_at = ?
            where id = ? and status in ('RECORDED', 'RECEIVED')
            """)
        .params(Times.utc(clock.instant()), id)
        .update();
  }

  void change(String id, DeliveryRow.Status status) {
    jdbc.sql("update delivery set status = ? where id = ?").params(status.name(), id).update();
  }

  private static String context(String id) {
    return "delivery/" + id;
  }

  private static DeliveryRow row(ResultSet r, int n) throws SQLException {
    return new DeliveryRow(
        r.getString("id"),
        r.getString("release"),
        r.getString("consent"),
        r.getString("request"),
        r.getString("insurer"),
        r.getString("package_key"),
        new Digest(r.getString("sealed_digest")),
        r.getLong("sealed_bytes"),
        DeliveryRow.Status.valueOf(r.getString("status")),
        r.getString("transaction_id"),
        Times.of(r, "sealed_at"),
        Times.ofNullable(r, "recorded_at"),
        Times.ofNullable(r, "fetched_at"),
        r.getString("receipt_transaction_id"),
        Times.ofNullable(r, "received_at"),
        Times.of(r, "erase_at"),
        Times.ofNullable(r, "erased_at"));
  }
}
