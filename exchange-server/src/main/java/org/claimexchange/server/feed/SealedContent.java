package org.claimexchange.server.feed;

import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.feed.FeedEntry;

/**
 * An entry that has no place yet.
 *
 * @param transactionId id of the ledger's transaction
 * @param recipient SHA-256 over the certificate that it is encrypted to
 * @param sealed the content, as {@link FeedEntry} describes it
 */
record SealedContent(String transactionId, Digest recipient, String sealed) {
  /** The entry at this place. */
  FeedEntry at(long number, Digest previous) {
    return new FeedEntry(FeedEntry.TYPE, number, transactionId, previous, recipient, sealed);
  }

  @Override
  public String toString() {
    return "SealedContent[" + transactionId + "]";
  }
}
