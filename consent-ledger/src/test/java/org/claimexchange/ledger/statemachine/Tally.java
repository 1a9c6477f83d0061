package org.claimexchange.ledger.statemachine;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How often what came of what. Safe for use by several threads. */
final class Tally {
  private final Map<String, AtomicInteger> counts = new ConcurrentSkipListMap<>();

  void count(String what) {
    counts.computeIfAbsent(what, unused -> new AtomicInteger()).incrementAndGet();
  }

  Map<String, Integer> counts() {
    Map<String, Integer> all = new TreeMap<>();
    counts.forEach((what, count) -> all.put(what, count.get()));
    return all;
  }
}
