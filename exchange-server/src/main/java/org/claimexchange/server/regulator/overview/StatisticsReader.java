package org.claimexchange.server.regulator.overview;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.claimexchange.server.regulator.ConsolePart;
import org.claimexchange.server.regulator.casefile.CaseFiles;
import org.claimexchange.server.regulator.casefile.DayCount;
import org.claimexchange.server.regulator.trace.TransactionIndex;

/** Counts consents and transactions. */
@ConsolePart
public class StatisticsReader {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final int DAYS = 14;

  private final CaseFiles files;
  private final TransactionIndex index;
  private final Clock clock;

  StatisticsReader(CaseFiles files, TransactionIndex index, Clock clock) {
    this.files = files;
    this.index = index;
    this.clock = clock;
  }

  /** The figures now, days and insurers over the last 14 days. */
  public Statistics now() {
    LocalDate today = clock.instant().atZone(SHANGHAI).toLocalDate();
    LocalDate first = today.minusDays(DAYS - 1L);
    List<DayCount> counts = files.countsSince(first.atStartOfDay(SHANGHAI).toInstant());
    Map<String, Long> days = new LinkedHashMap<>();
    for (LocalDate day = today; !day.isBefore(first); day = day.minusDays(1)) {
      days.put(day.toString(), 0L);
    }
    Map<String, Long> insurers = new TreeMap<>();
    for (DayCount count : counts) {
      days.merge(count.day().toString(), count.consents(), Long::sum);
      insurers.merge(count.insurer(), count.consents(), Long::sum);
    }
    List<Statistics.Bar> byInsurer =
        bars(insurers).stream()
            .sorted(Comparator.comparingLong(Statistics.Bar::number).reversed())
            .toList();
    return new Statistics(
        files.countsByStanding(), index.counts(), bars(days), byInsurer, files.qualityBySource());
  }

  private static List<Statistics.Bar> bars(Map<String, Long> numbers) {
    long most = numbers.values().stream().mapToLong(Long::longValue).max().orElse(1);
    return numbers.entrySet().stream()
        .map(one -> new Statistics.Bar(one.getKey(), one.getValue(), Math.max(1, most)))
        .toList();
  }
}
