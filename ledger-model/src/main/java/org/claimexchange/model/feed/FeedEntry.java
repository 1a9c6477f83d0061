package org.claimexchange.model.feed;

import org.claimexchange.model.disclosure.Digest;

/**
 * One line of the regulator's feed: canonical JSON, ended by a line feed. Each names the one before
 * it, so that none can be left out, changed or moved unseen.
 *
 * @param type {@value #TYPE}
 * @param number from 1, without gaps
 * @param transactionId id of the ledger's transaction, as Fabric writes it (64 hexadecimal digits)
 * @param previous SHA-256 of the canonical JSON of the entry before; of no bytes for the first
 * @param recipient SHA-256 over the DER form of the regulator's certificate that it is encrypted to
 * @param sealed canonical JSON of a {@link FeedContent} as CMS AuthEnvelopedData (RFC 5083, RFC
 *     5084: AES-256-GCM), DER in base64
 */
public record FeedEntry(
    String type,
    long number,
    String transactionId,
    Digest previous,
    Digest recipient,
    String sealed) {
  /** The type and version. */
  public static final String TYPE = "claimexchange/feed/v1";

  /**
   * @throws IllegalArgumentException if the type is another or the number is not positive
   */
  public FeedEntry {
    if (!TYPE.equals(type) || number < 1) {
      throw new IllegalArgumentException("expected an entry of type " + TYPE + ", numbered from 1");
    }
  }

  /** What the entry after this one names. */
  public Digest digest() {
    return Digest.ofCanonical(this);
  }

  /** What the first entry names. */
  public static Digest beforeTheFirst() {
    return Digest.of(new byte[0]);
  }
}
