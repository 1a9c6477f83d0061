package org.claimexchange.server.regulator.overview;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.register.MerkleTree;
import org.claimexchange.model.register.Proven;
import org.claimexchange.model.register.RegisterEntry;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.model.register.RegisterState;
import org.claimexchange.server.register.RegisterBook;
import org.claimexchange.server.regulator.ConsolePart;

/** The registers as they stand, each with its root recomputed beside the one on the ledger. */
@ConsolePart
public class RegistersOverview {
  private final ConsentLedger ledger;
  private final RegisterBook book;

  RegistersOverview(ConsentLedger ledger, RegisterBook book) {
    this.ledger = ledger;
    this.book = book;
  }

  /**
   * All registers.
   *
   * @throws org.claimexchange.ledger.LedgerUnavailableException if no peer answers
   */
  public List<RegisterPage> all() {
    return Arrays.stream(RegisterName.values()).flatMap(name -> page(name).stream()).toList();
  }

  private Optional<RegisterPage> page(RegisterName name) {
    return ledger.register(name).map(state -> page(state, book.entries(name)));
  }

  private static RegisterPage page(RegisterState state, List<Proven<RegisterEntry>> entries) {
    MerkleTree tree = new MerkleTree();
    entries.forEach(entry -> tree.set(entry.path().index(), entry.entry().leaf()));
    Digest recomputed = tree.root();
    return new RegisterPage(
        state.register(),
        state.version(),
        state.changedAt(),
        state.root(),
        recomputed,
        entries.stream().map(Proven::entry).toList());
  }
}
