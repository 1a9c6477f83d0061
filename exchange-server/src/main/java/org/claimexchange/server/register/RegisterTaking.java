package org.claimexchange.server.register;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.ledger.registers.RegisterHandover;
import org.claimexchange.ledger.registers.RegisterHandover.Register;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.model.register.RegisterState;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes what the regulator hands over. A register is taken only if its root and version are those
 * that stand on the ledger now: so whoever carried it cannot have changed it, and no old one comes
 * back. The rows never go back.
 */
final class RegisterTaking {
  private final ConsentLedger ledger;
  private final RegisterTable table;
  private final TransactionTemplate transaction;

  RegisterTaking(ConsentLedger ledger, RegisterTable table, TransactionTemplate transaction) {
    this.ledger = ledger;
    this.table = table;
    this.transaction = transaction;
  }

  /** What came of one register. */
  enum Came {
    /** Its rows are new. */
    TAKEN,
    /** Its rows were there already. */
    KNOWN,
    /** The ledger, or the rows, are ahead of it. */
    OLD,
    /** The ledger, as it is asked here, does not have this version yet. */
    EARLY,
    /** The ledger has this version with another root, or rows that do not come from this ledger. */
    FOREIGN
  }

  /**
   * What came of one register.
   *
   * @param register which
   * @param version the handed over version
   * @param came what came of it
   */
  record Result(RegisterName register, long version, Came came) {}

  /**
   * Takes the registers that stand, all in one transaction of the database.
   *
   * @throws org.claimexchange.ledger.LedgerUnavailableException if no peer answers
   */
  List<Result> take(RegisterHandover handover) {
    List<Result> results = new ArrayList<>();
    List<Register> standing = new ArrayList<>();
    for (Register one : handover.registers()) {
      Came onLedger = onLedger(one, ledger.register(one.register()));
      if (onLedger == Came.TAKEN) {
        standing.add(one);
      } else {
        results.add(new Result(one.register(), one.version(), onLedger));
      }
    }
    transaction.executeWithoutResult(status -> {
      table.lock();
      for (Register one : standing) {
        results.add(new Result(one.register(), one.version(), replace(one)));
      }
    });
    return List.copyOf(results);
  }

  private static Came onLedger(Register one, Optional<RegisterState> found) {
    long version = found.map(RegisterState::version).orElse(0L);
    if (one.version() == 0) {
      return version == 0 ? Came.KNOWN : Came.OLD;
    }
    if (one.version() != version) {
      return one.version() > version ? Came.EARLY : Came.OLD;
    }
    return found.filter(state -> state.root().matches(one.root())).isPresent()
        ? Came.TAKEN
        : Came.FOREIGN;
  }

  private Came replace(Register one) {
    long here = table.version(one.register());
    if (here == one.version()) {
      return table.root(one.register()).filter(one.root()::matches).isPresent()
          ? Came.KNOWN
          : Came.FOREIGN;
    }
    if (here > one.version()) {
      return Came.OLD;
    }
    table.replace(one.register(), one.version(), one.root(), one.read());
    return Came.TAKEN;
  }
}
