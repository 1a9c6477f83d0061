package org.claimexchange.ledger.fault;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.claimexchange.ledger.SubmissionJournal;
import org.claimexchange.model.transaction.Transaction;

/** What the writers handed in and what they were told, kept while they write. */
final class Account implements SubmissionJournal {
  /**
   * A write of which its writer was told that it stands.
   *
   * @param write what
   * @param transactionId by which transaction
   * @param block in which block
   */
  record Stands(Write write, String transactionId, long block) {}

  private final Map<String, Write> handedIn = new ConcurrentHashMap<>();
  private final List<Stands> standing = new CopyOnWriteArrayList<>();
  private final Set<Write> refused = ConcurrentHashMap.newKeySet();
  private final Set<Write> mustBeRefused = ConcurrentHashMap.newKeySet();
  private final Set<String> unknown = ConcurrentHashMap.newKeySet();
  private final List<String> troubles = new CopyOnWriteArrayList<>();

  @Override
  public void submitting(Transaction transaction, String objectId, String transactionId) {
    handedIn.put(transactionId, new Write(transaction.function(), objectId));
  }

  void stands(Write write, String transactionId, long block) {
    standing.add(new Stands(write, transactionId, block));
  }

  void refused(Write write) {
    refused.add(write);
  }

  /** The rules forbid it, whatever dies meanwhile. */
  void mustBeRefused(Write write) {
    mustBeRefused.add(write);
  }

  void unknown(String transactionId) {
    unknown.add(transactionId);
    troubles.add("nothing was heard of a transaction");
  }

  void trouble(String sentence) {
    troubles.add(sentence);
  }

  Map<String, Write> handedIn() {
    return Map.copyOf(handedIn);
  }

  List<Stands> standing() {
    return List.copyOf(standing);
  }

  Set<Write> refused() {
    return Set.copyOf(refused);
  }

  Set<Write> mustBeRefused() {
    return Set.copyOf(mustBeRefused);
  }

  Set<String> unknown() {
    return Set.copyOf(unknown);
  }

  /** Why writers had to try again or to ask, in the order in which it happened. */
  List<String> troubles() {
    return List.copyOf(troubles);
  }

  @Override
  public String toString() {
    return handedIn.size()
        + " handed in, "
        + standing.size()
        + " answered as committed or found so, "
        + refused.size()
        + " refused, "
        + unknown.size()
        + " unknown, "
        + troubles.size()
        + " troubles";
  }
}
