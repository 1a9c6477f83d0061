package org.claimexchange.guard.log;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.claimexchange.guard.log.LogFinding.Defect;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.json.MalformedJsonException;

/**
 * Holds a guard's log against the ledger: that no line is missing or changed, that each pull had a
 * release and a session, and that none went on after a withdrawal for longer than a session lasts.
 * What a source left out of its log altogether, only the exchange's own story can show.
 */
public final class GuardLogCheck {
  /** How long a session lasts. */
  private static final Duration SESSION = Duration.ofMinutes(2);

  /** How far the clocks of ledger and source may be apart. */
  private static final Duration CLOCKS_APART = Duration.ofSeconds(30);

  private final Optional<LedgerReleases> ledger;
  private final List<LogFinding> findings = new ArrayList<>();
  private final Map<String, Instant> opened = new HashMap<>();
  private Digest before = LogLine.NOTHING;
  private long number;
  private Instant time = Instant.EPOCH;

  private GuardLogCheck(Optional<LedgerReleases> ledger) {
    this.ledger = ledger;
  }

  /**
   * All that is to be asked about, in the order of the lines; empty if nothing is.
   *
   * @throws IOException if the log cannot be read
   */
  public static List<LogFinding> check(InputStream log, LedgerReleases ledger) throws IOException {
    return check(log, Optional.of(ledger));
  }

  /**
   * What can be told without the ledger: whether the lines are a guard's, and follow each other.
   *
   * @throws IOException if the log cannot be read
   */
  public static List<LogFinding> chain(InputStream log) throws IOException {
    return check(log, Optional.empty());
  }

  private static List<LogFinding> check(InputStream log, Optional<LedgerReleases> ledger)
      throws IOException {
    var check = new GuardLogCheck(ledger);
    var in = new BufferedInputStream(log);
    for (var line = read(in); line.isPresent(); line = read(in)) {
      check.line(line.get());
    }
    return List.copyOf(check.findings);
  }

  /** A line without its feed; one that is too long, or torn, is handed on and will not parse. */
  private static Optional<byte[]> read(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    int next = in.read();
    if (next < 0) {
      return Optional.empty();
    }
    for (; next >= 0 && next != '\n'; next = in.read()) {
      if (line.size() <= FileGuardLog.LONGEST_LINE) {
        line.write(next);
      }
    }
    return Optional.of(line.toByteArray());
  }

  private void line(byte[] bytes) {
    number++;
    LogLine line;
    try {
      line = CanonicalJson.readCanonical(bytes, LogLine.class);
    } catch (MalformedJsonException e) {
      find(Defect.MALFORMED, "");
      before = Digest.of(bytes);
      return;
    }
    if (line.number() != number || !line.before().equals(before)) {
      find(Defect.CHAIN, line.release());
    }
    before = Digest.of(bytes);
    if (line.time().isBefore(time.minus(CLOCKS_APART))) {
      find(Defect.TIME, line.release());
    }
    time = line.time();
    if (ledger.isPresent()) {
      judge(line, ledger.get());
    }
  }

  private void judge(LogLine line, LedgerReleases releases) {
    boolean opens = line.event().equals(LogLine.OPENED);
    if (!opens && !line.event().equals(LogLine.ANSWERED)) {
      return;
    }
    var found = releases.find(line.release());
    if (found.isEmpty()) {
      find(Defect.NO_RELEASE, line.release());
      return;
    }
    var release = found.get();
    String pull = line.release() + "/" + line.part();
    if (opens) {
      opened.put(pull, line.time());
      if (!release.body().value().equals(line.body())) {
        find(Defect.OTHER_RELEASE, line.release());
      }
    } else if (!within(line.time(), Optional.ofNullable(opened.get(pull)))) {
      find(Defect.NO_SESSION, line.release());
    }
    if (line.time().isBefore(release.openedAt().minus(CLOCKS_APART))) {
      find(Defect.BEFORE_RELEASE, line.release());
    }
    var end = release.withdrawnAt().map(at -> at.plus(SESSION).plus(CLOCKS_APART));
    if (end.filter(last -> line.time().isAfter(last)).isPresent()) {
      find(Defect.AFTER_WITHDRAWAL, line.release());
    }
  }

  /** A session ends with its nonce, so it lasts no longer than this from its opening. */
  private static boolean within(Instant time, Optional<Instant> opened) {
    return opened.filter(at -> !time.isAfter(at.plus(SESSION))).isPresent();
  }

  private void find(Defect defect, String release) {
    findings.add(new LogFinding(number, defect, release));
  }
}
