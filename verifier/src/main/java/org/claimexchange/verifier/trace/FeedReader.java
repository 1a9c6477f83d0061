package org.claimexchange.verifier.trace;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.feed.FeedEntry;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.json.MalformedJsonException;

/**
 * Reads a feed line by line: numbers without gaps, each entry naming the one before. What is wrong
 * with a line is a finding, and the next line is read.
 */
final class FeedReader {
  /** In bytes, the line feed left out. */
  private static final int LONGEST_LINE = CanonicalJson.MAX_BYTES;

  private final LedgerIndex ledger;
  private final Reader reader;
  private final List<Finding> findings = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private Digest previous = FeedEntry.beforeTheFirst();
  private boolean previousKnown = true;
  private long expected = 1;
  private long lines;
  private long last;
  private long passedOver;

  /** Takes the entries whose transaction took effect, the first for each. */
  @FunctionalInterface
  interface Reader {
    void entry(FeedEntry entry) throws IOException;
  }

  FeedReader(LedgerIndex ledger, Reader reader) {
    this.ledger = ledger;
    this.reader = reader;
  }

  /** What does not fit in the feed as a whole. */
  List<Finding> findings() {
    return findings;
  }

  FeedEnd read(Path feed) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(feed), 1 << 16)) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int octet = in.read(); octet >= 0; octet = in.read()) {
        if (octet == '\n') {
          take(line.toByteArray(), true);
          line.reset();
        } else if (line.size() <= LONGEST_LINE) {
          line.write(octet);
        }
      }
      if (line.size() > 0) {
        take(line.toByteArray(), false);
      }
    }
    return new FeedEnd(lines, last, passedOver);
  }

  private void take(byte[] line, boolean ended) throws IOException {
    lines++;
    FeedEntry entry;
    try {
      if (!ended || line.length > LONGEST_LINE) {
        throw new MalformedJsonException("a line that does not end");
      }
      entry = CanonicalJson.readCanonical(line, FeedEntry.class);
    } catch (MalformedJsonException e) {
      findings.add(Finding.ofFeed(FindingKind.FEED_LINE, "", "第 " + lines + " 行"));
      previousKnown = false;
      expected++;
      return;
    }
    hold(entry);
    expected = entry.number() + 1;
    previous = entry.digest();
    previousKnown = true;
    last = entry.number();
    passOn(entry);
  }

  private void hold(FeedEntry entry) {
    if (entry.number() > expected) {
      add(FindingKind.FEED_GAP, entry, "缺第 " + expected + " 至 " + (entry.number() - 1) + " 条");
    } else if (entry.number() < expected) {
      add(FindingKind.FEED_ORDER, entry, where(entry) + "，应为第 " + expected + " 条");
    } else if (previousKnown && !entry.previous().matches(previous)) {
      add(FindingKind.FEED_CHAIN, entry, where(entry));
    }
  }

  private void passOn(FeedEntry entry) throws IOException {
    if (!ledger.holds(entry.transactionId())) {
      passedOver++;
    } else if (seen.add(entry.transactionId())) {
      reader.entry(entry);
    } else {
      add(FindingKind.FEED_TWICE, entry, where(entry));
    }
  }

  /** Which entry, for people. */
  static String where(FeedEntry entry) {
    return "第 " + entry.number() + " 条";
  }

  private void add(FindingKind kind, FeedEntry entry, String detail) {
    findings.add(Finding.ofFeed(kind, entry.transactionId(), detail));
  }
}
