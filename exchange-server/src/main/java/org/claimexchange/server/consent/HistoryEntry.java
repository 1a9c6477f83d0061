package org.claimexchange.server.consent;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who did what when.
 *
 * @param at when
 * @param kind what
 * @param who the one who did it, as people call them; empty for the grantor
 * @param categories codes of the categories that it was about; empty where none
 * @param records how many records; 0 where none
 * @param transactionId id of the ledger's transaction, where there is one
 */
public record HistoryEntry(
    Instant at,
    Kind kind,
    Optional<String> who,
    List<String> categories,
    int records,
    Optional<String> transactionId) {
  public HistoryEntry {
    categories = List.copyOf(categories);
  }

  /** What was done. */
  public enum Kind {
    /** the grantor signed. */
    GRANTED,
    /** a release was opened. */
    RELEASED,
    /** a source handed out. */
    HANDED_OUT,
    /** the package was recorded. */
    DELIVERED,
    /** the insurer fetched it. */
    FETCHED,
    /** the insurer signed for it. */
    RECEIVED,
    /** the grantor withdrew. */
    WITHDRAWN,
    /** the sealed copy was erased. */
    ERASED
  }
}
