package org.claimexchange.chaincode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.claimexchange.chaincode.fabric.KeysAhead;
import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.ObjectionCase;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.release.ReleaseBody;
import org.claimexchange.model.transaction.Grant;
import org.claimexchange.model.transaction.RecordDelivery;
import org.claimexchange.model.transaction.Transaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A key that is read ahead and then not asked for would stand in the read set of peers of Fabric
 * 3.1 alone, and their endorsement would not be that of an older peer.
 */
class KeysAheadTest {
  private final Bench bench = Bench.ready();

  @Test
  void whatIsReadAheadIsReadTheFirstTimeAndRepeated() {
    ClaimCase refused = bench.world.newCase(World.mother());
    readsAhead(refused.recordRequest(), 2);
    readsAhead(refused.refuse(), 2);
    ClaimCase claim = bench.requested();
    readsAhead(claim.grant(), 4);
    ReleaseBody release = claim.releaseBody();
    readsAhead(claim.openRelease(release), 2);
    RecordDelivery delivery = claim.recordDelivery(release);
    readsAhead(delivery, 2);
    readsAhead(claim.recordReceipt(delivery), 3);
    readsAhead(claim.revoke(), 3);
    readsAhead(claim.recordErasure(delivery), 2);
    ObjectionCase objection = new ObjectionCase(bench.world, claim);
    readsAhead(objection.file(World.OPERATOR), 3);
    readsAhead(objection.resolve(World.OPERATOR), 2);
  }

  @Test
  void aGrantReadsNothingBesideThat() {
    Grant grant = bench.requested().grant();
    bench.commit(World.OPERATOR, grant);

    assertThat(ahead(grant)).isEqualTo(new TreeSet<>(bench.touched(Grant.FUNCTION).reads()));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void whatIsMalformedTellsNothing(List<String> arguments) {
    assertThat(KeysAhead.of(arguments.stream().map(KeysAheadTest::bytes).toList())).isEmpty();
  }

  static Stream<List<String>> malformed() {
    return Stream.of(
        List.of(),
        List.of("grant"),
        List.of("grant", ""),
        List.of("grant", "{"),
        List.of("grant", "null"),
        List.of("grant", "{\"consent\":\"\"}"),
        List.of("grant", "[]", "{}"),
        List.of("grant", " ".repeat(17_000)),
        List.of("getConsent", "AAAAAAAAAAAAAAAAAAAAAA"),
        List.of("", "{}"));
  }

  private void readsAhead(Transaction transaction, int keys) {
    bench.commit(World.OPERATOR, transaction);
    assertThat(bench.repeatable(transaction)).isTrue();

    assertThat(ahead(transaction)).as(transaction.function()).hasSize(keys);
    assertThat(bench.touched(transaction.function()).reads()).containsAll(ahead(transaction));
    assertThat(bench.repeated(transaction.function()).reads()).containsAll(ahead(transaction));
  }

  private static Set<String> ahead(Transaction transaction) {
    Set<String> keys = new TreeSet<>();
    KeysAhead.of(Arrays.asList(bytes(transaction.function()), open(transaction)))
        .forEach(key -> keys.add(key.toString()));
    return keys;
  }

  private static byte[] open(Transaction transaction) {
    return CanonicalJson.write(transaction.open());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
