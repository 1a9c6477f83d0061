package org.claimexchange.server.regulator.casefile;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.claimexchange.fhir.quality.QualityScore;
import org.claimexchange.server.consent.ClaimProgress;
import org.claimexchange.server.consent.ConsentRow;
import org.claimexchange.server.consent.ConsentStanding;
import org.claimexchange.server.consent.ConsentTable;
import org.claimexchange.server.delivery.DeliveryRow;
import org.claimexchange.server.delivery.DeliveryTable;
import org.claimexchange.server.delivery.QualityTable;
import org.claimexchange.server.release.ReleaseRow;
import org.claimexchange.server.release.ReleaseTable;
import org.claimexchange.server.request.DataRequest;
import org.claimexchange.server.request.DataRequests;
import org.claimexchange.server.vault.Times;
import org.claimexchange.server.vault.VaultException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Hands over what the operator's tables hold. */
public final class StoredCaseFiles implements CaseFiles {
  private static final String STANDING =
      """
      case when c.status = 'ACTIVE' and c.not_after <= :now then 'EXPIRED'
        when c.status = 'ACTIVE' and exists
          (select 1 from delivery d where d.consent = c.id and d.recorded_at is not null)
          then 'USED'
        else c.status end
      """;

  private final ConsentTable consents;
  private final DataRequests requests;
  private final ReleaseTable releases;
  private final DeliveryTable deliveries;
  private final QualityTable quality;
  private final ClaimProgress.Teller progress;
  private final JdbcClient jdbc;
  private final Clock clock;

  /** Reads these tables. */
  public StoredCaseFiles(
      ConsentTable consents,
      DataRequests requests,
      ReleaseTable releases,
      DeliveryTable deliveries,
      QualityTable quality,
      ClaimProgress.Teller progress,
      JdbcClient jdbc,
      Clock clock) {
    this.consents = consents;
    this.requests = requests;
    this.releases = releases;
    this.deliveries = deliveries;
    this.quality = quality;
    this.progress = progress;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Override
  public Optional<CaseFile> find(String consent) {
    try {
      return consents
          .find(consent)
          .flatMap(row -> requests.find(row.request()).map(request -> file(row, request)));
    } catch (VaultException e) {
      // Its key is destroyed: the operator itself cannot read it any more.
      return Optional.empty();
    }
  }

  private CaseFile file(ConsentRow row, DataRequest request) {
    List<WithdrawalFile> withdrawal =
        switch (row.status()) {
          case PENDING, NOT_GRANTED, ACTIVE -> List.of();
          case WITHDRAWING, WITHDRAWN ->
              consents
                  .withdrawalIfAny(row)
                  .map(one -> new WithdrawalFile(one.statement(), one.proof()))
                  .stream()
                  .toList();
        };
    return new CaseFile(
        request.body(),
        consents.document(row).file(),
        releases.ofConsent(row.id()).stream().map(this::release).toList(),
        progress.of(row).sources(),
        withdrawal);
  }

  private ReleaseFile release(ReleaseRow row) {
    return new ReleaseFile(
        releases.body(row),
        row.openedAt().isPresent(),
        deliveries.ofRequest(row.request()).stream()
            .filter(delivery -> delivery.release().equals(row.id()))
            .map(this::delivery)
            .toList());
  }

  private DeliveryFile delivery(DeliveryRow row) {
    return new DeliveryFile(
        deliveries.body(row),
        row.recordedAt().isPresent(),
        deliveries
            .receipt(row)
            .map(receipt -> new ReceiptFile(receipt.jws(), receipt.salt()))
            .stream()
            .toList());
  }

  @Override
  public Optional<String> consentOfRequest(String request) {
    return consents.ofRequest(request).stream()
        .filter(row -> row.grantedAt().isPresent())
        .map(ConsentRow::id)
        .findFirst();
  }

  @Override
  public List<CaseLine> search(CaseSearch search) {
    return jdbc.sql(
            "select c.id, r.insurer, c.granted_at, "
                + STANDING
                + """
                 as standing
                from consent c join data_request r on r.id = c.request
                where c.granted_at >= :from and c.granted_at < :to
                and (:insurer = '' or r.insurer = :insurer)
                order by c.granted_at desc limit :limit
                """)
        .param("now", Times.utc(clock.instant()))
        .param("from", Times.utc(search.from()))
        .param("to", Times.utc(search.to()))
        .param("insurer", search.insurer())
        .param("limit", search.limit())
        .query(StoredCaseFiles::line)
        .list();
  }

  @Override
  public List<DayCount> countsSince(Instant from) {
    return jdbc.sql(
            """
            select (c.granted_at at time zone 'Asia/Shanghai')::date as day, r.insurer,
            count(*) as number from consent c join data_request r on r.id = c.request
            where c.granted_at >= :from group by 1, 2 order by 1 desc, 2
            """)
        .param("from", Times.utc(from))
        .query((row, _) ->
            new DayCount(
                row.getObject("day", LocalDate.class),
                row.getString("insurer"),
                row.getLong("number")))
        .list();
  }

  @Override
  public List<StandingCount> countsByStanding() {
    return jdbc.sql(
            "select standing, count(*) as number from (select "
                + STANDING
                + " as standing from consent c) s group by standing order by standing")
        .param("now", Times.utc(clock.instant()))
        .query((row, _) ->
            new StandingCount(
                ConsentStanding.valueOf(row.getString("standing")), row.getLong("number")))
        .list();
  }

  private static CaseLine line(ResultSet row, int number) throws SQLException {
    return new CaseLine(
        row.getString("id"),
        row.getString("insurer"),
        Times.of(row, "granted_at"),
        ConsentStanding.valueOf(row.getString("standing")));
  }

  @Override
  public List<QualityScore> qualityBySource() {
    return quality.scores();
  }
}
