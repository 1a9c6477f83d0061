package org.claimexchange.chaincode;

import static org.assertj.core.api.Assertions.assertThat;

import org.claimexchange.chaincode.testkit.Keys;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.register.CertificateUse;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.model.register.RegisterState;
import org.claimexchange.model.register.RegistersState;
import org.claimexchange.model.transaction.ChangeRegister;
import org.claimexchange.model.transaction.Grant;
import org.claimexchange.model.transaction.LedgerRefusal.Code;
import org.claimexchange.model.transaction.Transaction;
import org.junit.jupiter.api.Test;

/**
 * The contract of sequence 1 kept each register under a key of its own. What it left is read as it
 * stands, and the first change after the upgrade puts all of them together.
 */
class RegistersOfSequenceOneTest {
  private static final String TOGETHER = "registers/all";

  private final Bench bench = asSequenceOneLeftIt();

  @Test
  void aClaimGoesOnOverWhatSequenceOneLeft() {
    bench.granted();

    assertThat(bench.touched(Grant.FUNCTION).reads())
        .contains(TOGETHER, "register/participants", "register/relations");
    assertThat(bench.touched(Grant.FUNCTION).writes().keySet())
        .noneMatch(key -> key.startsWith("register"));
  }

  @Test
  void theFirstChangePutsThemTogetherAndNothingReadsTheOldOnesAnyMore() {
    ChangeRegister change = rotation();
    bench.commit(World.REGULATOR, change);
    RegistersState after = CanonicalJson.read(bench.ledger.get(TOGETHER), RegistersState.class);

    assertThat(bench.touched(ChangeRegister.FUNCTION).writes()).containsOnlyKeys(TOGETHER);
    RegisterState changed = after.of(RegisterName.PARTICIPANTS);
    assertThat(changed.root()).isEqualTo(change.open().root());
    assertThat(changed.version()).isEqualTo(alone(RegisterName.PARTICIPANTS).version() + 1);
    assertThat(after.registers())
        .filteredOn(one -> one.register() != RegisterName.PARTICIPANTS)
        .hasSize(4)
        .allSatisfy(one -> assertThat(one).isEqualTo(alone(one.register())));
    bench.granted();
    assertThat(bench.touched(Grant.FUNCTION).reads()).noneMatch(key -> key.startsWith("register/"));
  }

  @Test
  void theyAreNotSetUpAnew() {
    Transaction again = bench.world.setUp().getFirst();

    assertThat(bench.refusal(World.REGULATOR, again)).isEqualTo(Code.ALREADY_INITIALIZED);
  }

  /** What the bench wrote, as the contract of sequence 1 would have. */
  private static Bench asSequenceOneLeftIt() {
    Bench bench = Bench.ready();
    CanonicalJson.read(bench.ledger.remove(TOGETHER), RegistersState.class)
        .registers()
        .forEach(one -> bench.ledger.put(key(one.register()), CanonicalJson.write(one)));
    return bench;
  }

  private RegisterState alone(RegisterName name) {
    return CanonicalJson.read(bench.ledger.get(key(name)), RegisterState.class);
  }

  private static String key(RegisterName name) {
    return "register/" + CanonicalJson.tree(name).textValue();
  }

  private ChangeRegister rotation() {
    return bench.world.rotate(
        World.FIRST_HOSPITAL,
        CertificateUse.LEDGER,
        Keys.certificate("hospital-ruihua-2", bench.world.now()));
  }
}
