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
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.register.RegisterName;
import org.junit.jupiter.api.Test;

/**
 * What the contract of sequence 1 wrote, kept as a file: whatever the contract becomes, it reads
 * that and would write it again with the same bytes. The file is never made anew; a new kind of
 * state gets a file of its own ({@code -Dstate.integrity=write} wrote the last).
 */
class StateOfSequenceOneTest {
  private static final String FILE = "state-of-sequence-1.json";

  /** Since this one all registers stand in one state. */
  private static final String REGISTERS = "state-of-sequence-2.json";

  private static final Path SOURCE =
      Path.of("src/test/resources/org/claimexchange/chaincode", REGISTERS);

  @Test
  void everyStateIsReadAndWouldBeWrittenAgainWithTheSameBytes() throws IOException {
    if ("write".equals(System.getProperty("state.integrity"))) {
      write();
    }
    Map<String, byte[]> ledger = read(FILE);
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

  @Test
  void allRegistersAreReadAndWouldBeWrittenAgainWithTheSameBytes() throws IOException {
    Map<String, byte[]> ledger = read(REGISTERS);

    assertThat(ledger).containsOnlyKeys("registers/all");
    assertThat(again(new States(new MemoryWorld(ledger)), key("registers/all")))
        .contains(ledger.get("registers/all"));
  }

  private static Optional<byte[]> again(States states, Key key) {
    String id = key.attributes().getFirst();
    return switch (key.kind()) {
      case States.REGISTER ->
          states
              .registers()
              .map(all ->
                  all.of(CanonicalJson.read(CanonicalJson.writeText(id), RegisterName.class)))
              .map(CanonicalJson::write);
      case States.REGISTERS -> states.registers().map(CanonicalJson::write);
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

  private static Map<String, byte[]> read(String file) throws IOException {
    try (InputStream in = StateOfSequenceOneTest.class.getResourceAsStream(file)) {
      assertThat(in).as(file).isNotNull();
      Map<String, String> texts =
          CanonicalJson.read(in.readAllBytes(), new TypeReference<Map<String, String>>() {});
      Map<String, byte[]> ledger = new TreeMap<>();
      texts.forEach((key, text) -> ledger.put(key, text.getBytes(StandardCharsets.UTF_8)));
      return ledger;
    }
  }

  private static void write() throws IOException {
    Map<String, String> texts = new TreeMap<>();
    Bench.ready()
        .ledger
        .forEach((key, value) -> {
          if (key.startsWith(States.REGISTERS)) {
            texts.put(key, new String(value, StandardCharsets.UTF_8));
          }
        });
    Files.write(SOURCE, CanonicalJson.write(texts));
    Path classes = Path.of("target/test-classes/org/claimexchange/chaincode", REGISTERS);
    Files.copy(SOURCE, classes, StandardCopyOption.REPLACE_EXISTING);
  }
}
