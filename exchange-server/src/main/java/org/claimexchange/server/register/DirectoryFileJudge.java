package org.claimexchange.server.register;

import java.nio.file.Path;
import java.util.List;
import org.claimexchange.model.json.MalformedJsonException;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * The operator's own file of what it keeps beside the regulator's entries. One that is not as it
 * should be changes nothing.
 */
final class DirectoryFileWatch implements Runnable {
  private final WatchedFile file;
  private final ParticipantDirectory directory;
  private final Told told;

  DirectoryFileWatch(Path file, ParticipantDirectory directory, Told told) {
    this.file = new WatchedFile(file, DirectoryFile.MAX_BYTES);
    this.directory = directory;
    this.told = told;
  }

  /** One look. */
  @Override
  public void run() {
    switch (file.look()) {
      case WatchedFile.Look.Same() -> {}
      case WatchedFile.Look.None() -> told.trouble("there is none");
      case WatchedFile.Look.TooLarge() -> {
        file.judged();
        told.trouble("larger than " + DirectoryFile.MAX_BYTES + " bytes, so it changes nothing");
      }
      case WatchedFile.Look.Unreadable() ->
          told.trouble("it cannot be read, or is being written; it is read again at the next look");
      case WatchedFile.Look.Changed(byte[] bytes) -> read(bytes);
    }
  }

  private void read(byte[] bytes) {
    try {
      DirectoryFile read = DirectoryFile.read(bytes);
      List<String> problems = read.problems();
      if (!problems.isEmpty()) {
        file.judged();
        told.trouble("changes nothing: " + String.join("; ", problems));
        return;
      }
      keep(read);
    } catch (MalformedJsonException e) {
      file.judged();
      told.trouble("changes nothing: " + e.getMessage());
    } catch (DataAccessException | TransactionException e) {
      // A database's message may show a row; its class is enough.
      told.trouble(
          "the database does not take it (%s); it is read again at the next look"
              .formatted(e.getClass().getSimpleName()));
    }
  }

  private void keep(DirectoryFile read) {
    List<String> strange = directory.replace(read);
    if (strange.isEmpty()) {
      file.judged();
      told.good("taken");
    } else {
      // Their entries may still come.
      told.trouble(
          "taken, but for words without an entry in the register that names their digest: "
              + String.join(", ", strange));
    }
  }
}
