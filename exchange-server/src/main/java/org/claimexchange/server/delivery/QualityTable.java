package org.claimexchange.server.delivery;

import java.time.Clock;
import java.util.List;
import org.claimexchange.fhir.quality.QualityRemark.Severity;
import org.claimexchange.fhir.quality.QualityReport;
import org.claimexchange.fhir.quality.QualityScore;
import org.claimexchange.server.release.PullRow;
import org.claimexchange.server.vault.Times;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How good each source's records were. Numbers only: nothing of a person is in it. */
public final class QualityTable {
  private final JdbcClient jdbc;
  private final Clock clock;

  QualityTable(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Keeps what one part was worth, in the caller's transaction. */
  void keep(PullRow pull, QualityReport report) {
    QualityScore score = QualityScore.of(pull.source(), List.of(report));
    jdbc.sql(
            """
            insert into source_quality (release, part, source, errors, warnings, score, at)
            values (?, ?, ?, ?, ?, ?, ?) on conflict (release, part) do update set
            errors = excluded.errors, warnings = excluded.warnings, score = excluded.score,
            at = excluded.at
            """)
        .params(
            pull.release(),
            pull.part(),
            pull.source(),
            Math.toIntExact(report.count(Severity.ERROR)),
            Math.toIntExact(report.count(Severity.WARNING)),
            score.score(),
            Times.utc(clock.instant()))
        .update();
  }

  /** The score of each source over all its parts, the worst first. */
  public List<QualityScore> scores() {
    return jdbc.sql(
            """
            select source, count(*) as documents, sum(errors) as errors, sum(warnings) as warnings,
              floor(avg(score))::int as score
            from source_quality group by source order by score, source
            """)
        .query((r, n) ->
            new QualityScore(
                r.getString("source"),
                r.getInt("documents"),
                r.getLong("errors"),
                r.getLong("warnings"),
                r.getInt("score")))
        .list();
  }
}
