package org.claimexchange.server.register;

import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the last look at a file found, in one sentence; the log hears it when it changes. */
final class Told {
  private static final Logger LOG = LoggerFactory.getLogger(Told.class);

  private final String file;
  private final AtomicReference<String> last = new AtomicReference<>("not looked at yet");

  /**
   * @param file what the file is, as the log calls it
   */
  Told(String file) {
    this.file = file;
  }

  void good(String sentence) {
    if (!last.getAndSet(sentence).equals(sentence)) {
      LOG.info("{}: {}", file, sentence);
    }
  }

  void trouble(String sentence) {
    if (!last.getAndSet(sentence).equals(sentence)) {
      LOG.warn("{}: {}", file, sentence);
    }
  }

  /** The last sentence; nothing personal. */
  String sentence() {
    return last.get();
  }
}
