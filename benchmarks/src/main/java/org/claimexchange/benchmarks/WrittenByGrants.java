package org.claimexchange.benchmarks;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.stream.Stream;
import org.claimexchange.ledger.LedgerBlock;

/** What requests and their grants wrote on one ledger, to be written on another, each once. */
final class WrittenByGrants {
  private final Queue<LedgerBlock.Written> requests = new ArrayDeque<>();
  private final Queue<LedgerBlock.Written> grants = new ArrayDeque<>();

  /** Adds a transaction, if it is one of these. */
  void add(LedgerBlock.Written transaction) {
    switch (transaction.function()) {
      case "recordRequest" -> requests.add(transaction);
      case "grant" -> grants.add(transaction);
      default -> {
        // Registers, which were set up before.
      }
    }
  }

  int grants() {
    return grants.size();
  }

  /** The next requests, in their order. */
  Stream<LedgerBlock.Written> takeRequests(int number) {
    return Stream.generate(requests::remove).limit(number);
  }

  /** The next grants, in their order. */
  Stream<LedgerBlock.Written> takeGrants(int number) {
    return Stream.generate(grants::remove).limit(number);
  }
}
