package org.claimexchange.server.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.List;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.feed.FeedContent;
import org.claimexchange.model.feed.FeedEntry;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.verifier.envelope.EnvelopeException;
import org.claimexchange.verifier.envelope.SealedEnvelope;

/** Reads a feed as its regulator does: lines, chain, envelopes. */
public final class FeedReading {
  private FeedReading() {}

  /** Everything from this number on. */
  static List<FeedEntry> all(Feed feed, long from) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    feed.writeTo(from, out);
    return entries(out.toString(StandardCharsets.UTF_8));
  }

  /** The entries of some lines, each canonical and ended by a line feed. */
  public static List<FeedEntry> entries(String lines) {
    assertThat(lines.isEmpty() || lines.endsWith("\n")).isTrue();
    return lines
        .lines()
        .map(line ->
            CanonicalJson.readCanonical(line.getBytes(StandardCharsets.UTF_8), FeedEntry.class))
        .toList();
  }

  /**
   * Asserts that this is a whole feed: numbered from 1 without gaps, each naming the one before.
   */
  public static void assertWhole(List<FeedEntry> entries) {
    Digest previous = FeedEntry.beforeTheFirst();
    for (int i = 0; i < entries.size(); i++) {
      assertThat(entries.get(i).number()).isEqualTo(i + 1L);
      assertThat(entries.get(i).previous()).isEqualTo(previous);
      previous = entries.get(i).digest();
    }
  }

  /** Opens an entry. */
  public static FeedContent open(FeedEntry entry, PrivateKey key)
      throws EnvelopeException, IOException {
    Path file = Files.createTempFile("feed", ".p7m");
    try {
      Files.write(file, Base64.getDecoder().decode(entry.sealed()));
      try (InputStream content = SealedEnvelope.open(file, key).content()) {
        return CanonicalJson.readCanonical(content.readAllBytes(), FeedContent.class);
      }
    } finally {
      Files.delete(file);
    }
  }
}
