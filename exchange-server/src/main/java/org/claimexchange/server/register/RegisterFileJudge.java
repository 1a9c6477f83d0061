package org.claimexchange.server.register;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.claimexchange.ledger.LedgerUnavailableException;
import org.claimexchange.ledger.registers.RegisterHandover;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.json.MalformedJsonException;
import org.claimexchange.server.register.RegisterTaking.Came;
import org.claimexchange.server.register.RegisterTaking.Result;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * The file in which the regulator hands the registers' entries over. What is not whole, or does not
 * stand on the ledger, changes nothing, and is looked at again when the file changes.
 */
final class RegisterFileWatch implements Runnable {
  private static final Set<Came> TOLD = EnumSet.of(Came.OLD, Came.EARLY, Came.FOREIGN);

  private final WatchedFile file;
  private final RegisterTaking taking;
  private final Told told;

  RegisterFileWatch(Path file, RegisterTaking taking, Told told) {
    this.file = new WatchedFile(file, RegisterHandover.MAX_BYTES);
    this.taking = taking;
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
        told.trouble("larger than " + RegisterHandover.MAX_BYTES + " bytes, so it changes nothing");
      }
      case WatchedFile.Look.Unreadable() ->
          told.trouble("it cannot be read, or is being written; it is read again at the next look");
      case WatchedFile.Look.Changed(byte[] bytes) -> read(bytes);
    }
  }

  private void read(byte[] bytes) {
    try {
      List<Result> results = taking.take(RegisterHandover.read(bytes));
      if (results.stream().noneMatch(one -> one.came() == Came.EARLY)) {
        file.judged();
      }
      tell(results);
    } catch (MalformedJsonException e) {
      file.judged();
      told.trouble("not whole, or no handover, so it changes nothing: " + e.getMessage());
    } catch (LedgerUnavailableException e) {
      told.trouble("no peer of the ledger answers; it is read again at the next look");
    } catch (DataAccessException | TransactionException e) {
      // A database's message may show a row; its class is enough.
      told.trouble(
          "the database does not take it (%s); it is read again at the next look"
              .formatted(e.getClass().getSimpleName()));
    }
  }

  private void tell(List<Result> results) {
    List<Result> taken = results.stream().filter(one -> one.came() == Came.TAKEN).toList();
    List<Result> left = results.stream().filter(one -> TOLD.contains(one.came())).toList();
    String sentence = taken.isEmpty() ? "" : "taken: " + names(taken);
    if (left.isEmpty()) {
      told.good(taken.isEmpty() ? "all that it holds is here" : sentence);
      return;
    }
    String problem =
        left.stream().map(RegisterFileWatch::problem).collect(Collectors.joining(", "));
    told.trouble((taken.isEmpty() ? "changes nothing" : sentence) + "; not taken: " + problem);
  }

  private static String names(List<Result> results) {
    return results.stream().map(RegisterFileWatch::name).collect(Collectors.joining(", "));
  }

  private static String name(Result one) {
    return CanonicalJson.tree(one.register()).asText() + " version " + one.version();
  }

  private static String problem(Result one) {
    String why =
        switch (one.came()) {
          case OLD -> "older than what stands";
          case EARLY -> "the ledger does not have it yet";
          case FOREIGN -> "of another ledger than what stands";
          case TAKEN, KNOWN -> "";
        };
    return name(one) + " (" + why + ")";
  }
}
