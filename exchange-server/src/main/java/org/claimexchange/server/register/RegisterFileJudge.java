package org.claimexchange.server.register;

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

/**
 * The file in which the regulator hands the registers' entries over. What is not whole, or does not
 * stand on the ledger, changes nothing, and is looked at again when the file changes.
 */
final class RegisterFileJudge implements FileWatch.Judge {
  private static final Set<Came> TOLD = EnumSet.of(Came.OLD, Came.EARLY, Came.FOREIGN);

  private final RegisterTaking taking;
  private final Told told;

  RegisterFileJudge(RegisterTaking taking, Told told) {
    this.taking = taking;
    this.told = told;
  }

  @Override
  public boolean judge(byte[] bytes) {
    try {
      List<Result> results = taking.take(RegisterHandover.read(bytes));
      tell(results);
      return results.stream().noneMatch(one -> one.came() == Came.EARLY);
    } catch (MalformedJsonException e) {
      told.trouble("not whole, or no handover, so it changes nothing: " + e.getMessage());
      return true;
    } catch (LedgerUnavailableException e) {
      told.trouble("no peer of the ledger answers; it is read again at the next look");
      return false;
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
        left.stream().map(RegisterFileJudge::problem).collect(Collectors.joining(", "));
    told.trouble((taken.isEmpty() ? "changes nothing" : sentence) + "; not taken: " + problem);
  }

  private static String names(List<Result> results) {
    return results.stream().map(RegisterFileJudge::name).collect(Collectors.joining(", "));
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
