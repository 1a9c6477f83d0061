package org.claimexchange.server.register;

import java.nio.file.Path;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Looks at a file that others lay down for this server, and has it judged where it is another. */
final class FileWatch implements Runnable {
  private final WatchedFile file;
  private final int largest;
  private final Told told;
  private final Judge judge;

  /**
   * @param largest in bytes; a larger one changes nothing
   * @param told hears what each look found
   */
  FileWatch(Path file, int largest, Told told, Judge judge) {
    this.file = new WatchedFile(file, largest);
    this.largest = largest;
    this.told = told;
    this.judge = judge;
  }

  /** Takes what a file holds, and tells what came of it. */
  interface Judge {
    /**
     * Judges a content.
     *
     * @return whether it need not be looked at again until the file changes
     * @throws DataAccessException if the database does not take it now
     * @throws TransactionException if the database does not take it now
     */
    boolean judge(byte[] bytes);
  }

  /** One look. */
  @Override
  public void run() {
    switch (file.look()) {
      case WatchedFile.Look.Same() -> {}
      case WatchedFile.Look.None() -> told.trouble("there is none");
      case WatchedFile.Look.TooLarge() -> {
        file.judged();
        told.trouble("larger than " + largest + " bytes, so it changes nothing");
      }
      case WatchedFile.Look.Unreadable() ->
          told.trouble("it cannot be read, or is being written; it is read again at the next look");
      case WatchedFile.Look.Changed(byte[] bytes) -> judge(bytes);
    }
  }

  private void judge(byte[] bytes) {
    try {
      if (judge.judge(bytes)) {
        file.judged();
      }
    } catch (DataAccessException | TransactionException e) {
      // A database's message may show a row; its class is enough.
      told.trouble(
          "the database does not take it (%s); it is read again at the next look"
              .formatted(e.getClass().getSimpleName()));
    }
  }
}
