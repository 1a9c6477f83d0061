package org.claimexchange.server.job;

import java.time.Instant;
import java.util.List;

/**
 * Something that happened to a claim.
 *
 * @param kind what
 * @param who participant id of who did it; empty for the grantor
 * @param detail for operators, nothing personal; empty where there is nothing to tell
 * @param categories codes of the categories that it was about
 * @param records how many records
 * @param transactionId id of the ledger's transaction; empty where there is none
 * @param at when
 */
public record Happening(
    Kind kind,
    String who,
    String detail,
    List<String> categories,
    int records,
    String transactionId,
    Instant at) {
  public Happening {
    categories = List.copyOf(categories);
  }

  /** What happened. */
  public enum Kind {
    REQUESTED,
    RECORDED,
    GRANTED,
    REFUSED,
    RELEASED,
    HANDED_OUT,
    SOURCE_FAILED,
    PROBLEM_REPORTED,
    SEALED,
    DELIVERED,
    FETCHED,
    RECEIVED,
    WITHDRAWN,
    ERASED,
    CANCELLED,
    FAILED
  }

  /** Something without more to tell. */
  public static Happening of(Kind kind, String who, Instant at) {
    return new Happening(kind, who, "", List.of(), 0, "", at);
  }

  /** The same, with the ledger's transaction. */
  public Happening in(String transaction) {
    return new Happening(kind, who, detail, categories, records, transaction, at);
  }

  /** The same, with a word for operators. */
  public Happening saying(String word) {
    return new Happening(kind, who, word, categories, records, transactionId, at);
  }

  /** The same, about these categories and so many records. */
  public Happening about(List<String> codes, int count) {
    return new Happening(kind, who, detail, codes, count, transactionId, at);
  }
}
