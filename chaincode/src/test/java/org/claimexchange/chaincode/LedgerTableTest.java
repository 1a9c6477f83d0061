package org.claimexchange.chaincode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.GrantDraft;
import org.claimexchange.chaincode.testkit.ObjectionCase;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.model.release.ReleaseBody;
import org.claimexchange.model.transaction.Grant;
import org.claimexchange.model.transaction.OpenRelease;
import org.claimexchange.model.transaction.RecordDelivery;
import org.claimexchange.model.transaction.Revoke;
import org.junit.jupiter.api.Test;

/** The table of transactions in {@code docs/ledger.md} says what the contract reads and writes. */
class LedgerTableTest {
  private static final Path TABLE = Path.of("../docs/ledger.md");
  private static final Pattern ROW =
      Pattern.compile("\\| `(\\w+)` \\|[^|]*\\|[^|]*\\|([^|]*)\\|([^|]*)\\|[^|]*\\|");
  private static final Pattern WORD = Pattern.compile("`([a-z-]+)`");

  @Test
  void eachRowIsWhatTheTransactionDoes() throws Exception {
    Bench bench = Bench.ready();
    liveThrough(bench);

    Map<String, Map.Entry<Set<String>, Set<String>>> rows = rows();

    assertThat(rows).hasSize(12);
    rows.forEach((function, row) -> {
      MemoryWorld touched = bench.touched(function);
      assertThat(touched).as("%s was called", function).isNotNull();
      assertThat(kinds(touched.reads())).as("%s reads", function).isEqualTo(row.getKey());
      assertThat(kinds(touched.writes().keySet()))
          .as("%s writes", function)
          .isEqualTo(row.getValue());
    });
  }

  @Test
  void whatIsReadTellsNotWhetherAnotherSignedOrTheRegulatorWithdrew() {
    Bench bench = Bench.ready();
    ClaimCase own = bench.granted();
    Set<String> ownGrant = registers(bench, Grant.FUNCTION);
    bench.commit(World.OPERATOR, own.openRelease());
    Set<String> ownRelease = registers(bench, OpenRelease.FUNCTION);
    bench.commit(World.OPERATOR, own.revoke());
    Set<String> ownWithdrawal = registers(bench, Revoke.FUNCTION);
    ClaimCase childs = bench.world.newCase(World.child());
    bench.commit(World.OPERATOR, childs.recordRequest());
    bench.commit(World.OPERATOR, childs.grant(GrantDraft::byGuardian));

    assertThat(registers(bench, Grant.FUNCTION))
        .containsExactly("registers/all")
        .isEqualTo(ownGrant);
    bench.commit(World.OPERATOR, childs.openRelease());
    assertThat(registers(bench, OpenRelease.FUNCTION)).isEqualTo(ownRelease);
    bench.commit(World.REGULATOR, childs.revokeWithoutProof(World.REGULATOR));
    assertThat(registers(bench, Revoke.FUNCTION)).isEqualTo(ownWithdrawal);
  }

  private static Set<String> registers(Bench bench, String function) {
    Set<String> names = new TreeSet<>(bench.touched(function).reads());
    names.removeIf(key -> !key.startsWith("register"));
    return names;
  }

  private static void liveThrough(Bench bench) {
    ClaimCase refused = bench.requested();
    bench.commit(World.OPERATOR, refused.refuse());
    ClaimCase claim = bench.granted();
    ReleaseBody release = claim.releaseBody();
    bench.commit(World.OPERATOR, claim.openRelease(release));
    RecordDelivery delivery = claim.recordDelivery(release);
    bench.commit(World.OPERATOR, delivery);
    bench.commit(World.OPERATOR, claim.recordReceipt(delivery));
    bench.commit(World.OPERATOR, claim.revoke());
    bench.commit(World.OPERATOR, claim.recordErasure(delivery));
    ObjectionCase objection = new ObjectionCase(bench.world, claim);
    bench.commit(World.OPERATOR, objection.file(World.OPERATOR));
    bench.commit(World.OPERATOR, objection.resolve(World.OPERATOR));
  }

  private static Map<String, Map.Entry<Set<String>, Set<String>>> rows() throws Exception {
    Map<String, Map.Entry<Set<String>, Set<String>>> rows = new TreeMap<>();
    for (String line : Files.readAllLines(TABLE)) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        rows.put(row.group(1), entry(words(row.group(2)), words(row.group(3))));
      }
    }
    return rows;
  }

  private static Set<String> words(String cell) {
    Set<String> words = new TreeSet<>();
    Matcher word = WORD.matcher(cell);
    while (word.find()) {
      words.add(word.group(1));
    }
    return words;
  }

  private static Set<String> kinds(Collection<String> keys) {
    Set<String> kinds = new TreeSet<>();
    keys.forEach(key -> kinds.add(key.substring(0, key.indexOf('/'))));
    return kinds;
  }
}
