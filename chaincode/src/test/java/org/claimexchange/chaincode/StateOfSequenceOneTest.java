package org.claimexchange.chaincode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.claimexchange.chaincode.state.Key;
import org.claimexchange.chaincode.state.States;
import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.ObjectionCase;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.model.release.ReleaseBody;
import org.claimexchange.model.transaction.RecordDelivery;
import org.junit.jupiter.api.Test;

/**
 * What the contract of sequence 1 wrote, kept as a file: whatever the contract becomes, it reads
 * that and would write it again with the same bytes. The file is never made anew; a new kind of
 * state gets a file of its own ({@code -Dstate.integrity=write} writes one).
 */
class StateOfSequenceOneTest {
  private static final String FILE = "state-of-sequence-1.json";
  private static final Path SOURCE =
      Path.of("src/test/resources/org/claimexchange/chaincode", FILE);

  @Test
  void everyStateIsReadAndWouldBeWrittenAgainWithTheSameBytes() throws IOException {
    if ("write".equals(System.getProperty("state.integrity"))) {
      write();
    }
    Map<String, byte[]> ledger = read();
    Set<String> kinds = new TreeSet<>();

    for (Map.Entry<String, byte[]> one : ledger.entrySet()) {
      Key key = key(one.getKey());
      kinds.add(key.kind());
      MemoryWorld world = new MemoryWorld(ledger);
      assertThat(again(new States(world), key))
          .as(key.kind())
          .hasValueSatisfying(bytes ->
              assertThat(new String(bytes, StandardCharsets.UTF_8))
                  .isEqualTo(new String(one.getValue(), StandardCharsets.UTF_8)));
    }
    assertThat(kinds)
        .containsExactly(
            "answer",
            "consent",
            "delivery",
            "nonce",
            "objection",
            "receipt",
            "register",
            "release",
            "request");
  }

  private static Optional<byte[]> again(States states, Key key) {
    String id = key.attributes().getFirst();
    return switch (key.kind()) {
      case States.REGISTER ->
          states
              .register(CanonicalJson.read(CanonicalJson.writeText(id), RegisterName.class))
              .map(CanonicalJson::write);
      case States.REQUEST -> states.request(id).map(CanonicalJson::write);
      case States.CONSENT -> states.consent(id).map(CanonicalJson::write);
      case States.RELEASE -> states.release(id).map(CanonicalJson::write);
      case States.DELIVERY -> states.delivery(id).map(CanonicalJson::write);
      case States.OBJECTION -> states.objection(id).map(CanonicalJson::write);
      case States.RECEIPT -> states.receipt(id).map(CanonicalJson::write);
      case States.ANSWER -> states.answer(id).map(CanonicalJson::write);
      case States.NONCE ->
          states
              .spentFor(CanonicalJson.read(CanonicalJson.writeText(id), Digest.class))
              .map(text -> text.getBytes(StandardCharsets.UTF_8));
      default -> throw new AssertionError(key.kind());
    };
  }

  private static Key key(String text) {
    String[] parts = text.split("/", 2);
    return Key.of(parts[0], parts[1]);
  }

  private static Map<String, byte[]> read() throws IOException {
    try (InputStream in = StateOfSequenceOneTest.class.getResourceAsStream(FILE)) {
      assertThat(in).as(FILE).isNotNull();
      Map<String, String> texts =
          CanonicalJson.read(in.readAllBytes(), new TypeReference<Map<String, String>>() {});
      Map<String, byte[]> ledger = new TreeMap<>();
      texts.forEach((key, text) -> ledger.put(key, text.getBytes(StandardCharsets.UTF_8)));
      return ledger;
    }
  }

  /** A life of a consent with all that may come of it; index entries hold nothing to be read. */
  private static void write() throws IOException {
    Bench bench = Bench.ready();
    ClaimCase claim = bench.granted();
    ReleaseBody release = claim.releaseBody();
    bench.commit(World.OPERATOR, claim.openRelease(release));
    RecordDelivery delivery = claim.recordDelivery(release);
    bench.commit(World.OPERATOR, delivery);
    bench.commit(World.OPERATOR, claim.recordReceipt(delivery));
    ObjectionCase objection = new ObjectionCase(bench.world, claim);
    bench.commit(World.OPERATOR, objection.file(World.OPERATOR));
    bench.commit(World.OPERATOR, objection.resolve(World.OPERATOR));
    bench.commit(World.OPERATOR, claim.revoke());
    Map<String, String> texts = new TreeMap<>();
    bench.ledger.forEach((key, value) -> {
      if (value.length > 1) {
        texts.put(key, new String(value, StandardCharsets.UTF_8));
      }
    });
    Files.createDirectories(SOURCE.getParent());
    Files.write(SOURCE, CanonicalJson.write(texts));
    Path classes = Path.of("target/test-classes/org/claimexchange/chaincode", FILE);
    Files.createDirectories(classes.getParent());
    Files.copy(SOURCE, classes, StandardCopyOption.REPLACE_EXISTING);
  }
}
