package org.claimexchange.verifier.trace;

import java.io.IOException;
import java.io.InputStream;
import java.security.PrivateKey;
import java.security.Provider;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.claimexchange.model.feed.FeedContent;
import org.claimexchange.model.feed.FeedEntry;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.json.MalformedJsonException;
import org.claimexchange.verifier.envelope.EnvelopeException;
import org.claimexchange.verifier.envelope.SealedEnvelope;

/** Opens entries of the feed with the regulator's keys, the present one and those before it. */
final class FeedKeys {
  private final Provider provider = new BouncyCastleProvider();
  private final List<PrivateKey> keys;

  /** An entry that does not open. */
  static final class Closed extends Exception {
    private static final long serialVersionUID = 1L;
    private final FindingKind kind;

    Closed(FindingKind kind) {
      super(kind.id());
      this.kind = kind;
    }

    FindingKind kind() {
      return kind;
    }
  }

  FeedKeys(List<PrivateKey> keys) {
    this.keys = List.copyOf(keys);
  }

  /** What an entry holds, under its own transaction id. */
  FeedContent open(FeedEntry entry) throws Closed, IOException {
    FeedContent content;
    try {
      content =
          CanonicalJson.readCanonical(
              plain(Base64.getDecoder().decode(entry.sealed())), FeedContent.class);
    } catch (MalformedJsonException | IllegalArgumentException e) {
      throw new Closed(FindingKind.FEED_CONTENT);
    }
    if (!content.transactionId().equals(entry.transactionId())) {
      throw new Closed(FindingKind.FEED_OTHER_TRANSACTION);
    }
    return content;
  }

  private byte[] plain(byte[] sealed) throws Closed, IOException {
    for (PrivateKey key : keys) {
      try (InputStream content = SealedEnvelope.open(sealed, key, provider).content()) {
        return content.readNBytes(CanonicalJson.MAX_BYTES + 1);
      } catch (EnvelopeException e) {
        switch (e.reason()) {
          case NOT_FOR_THIS_KEY -> {}
          case DAMAGED -> throw new Closed(FindingKind.FEED_DAMAGED);
          case MALFORMED, ALGORITHM -> throw new Closed(FindingKind.FEED_CONTENT);
        }
      }
    }
    throw new Closed(FindingKind.FEED_FOREIGN_KEY);
  }
}
