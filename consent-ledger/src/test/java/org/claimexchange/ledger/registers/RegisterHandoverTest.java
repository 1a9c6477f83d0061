package org.claimexchange.ledger.registers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.claimexchange.ledger.registers.RegisterBook.Begun;
import org.claimexchange.model.consent.RelationKind;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Salt;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.json.MalformedJsonException;
import org.claimexchange.model.person.IdSystem;
import org.claimexchange.model.person.PersonId;
import org.claimexchange.model.register.EntryStatus;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.RegisterEntry;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.model.register.Relation;
import org.claimexchange.model.register.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RegisterHandoverTest {
  private static final String GUARDIAN = "310101198503029974";

  @TempDir Path folder;

  private static Salt salt(int number) {
    return new Salt(
        java.util.Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(Arrays.copyOf(new byte[] {(byte) number}, 16)));
  }

  private static Participant participant(String id, Role role, String name, int salt) {
    return new Participant(
        id, role, "RegulatorMSP", name, List.of(), EntryStatus.ACTIVE, salt(salt));
  }

  private static Relation relation() {
    return new Relation(
        "relation-1",
        RelationKind.GUARDIAN,
        new PersonId(IdSystem.RESIDENT_ID, "310101201607119979"),
        new PersonId(IdSystem.RESIDENT_ID, GUARDIAN),
        Digest.of("出生医学证明".getBytes(StandardCharsets.UTF_8)),
        "hospital-1",
        Instant.parse("2026-01-01T00:00:00Z"),
        Instant.parse("2034-07-11T00:00:00Z"),
        EntryStatus.ACTIVE,
        salt(9));
  }

  private static RegisterBook book() {
    RegisterBook book = RegisterBook.empty("regulator-shanghai");
    book = with(book, participant("regulator-shanghai", Role.REGULATOR, "上海市医疗保障局", 1), 1, 0);
    book = with(book, participant("insurer-anxin", Role.INSURER, "安信健康保险股份有限公司", 2), 2, 1);
    return with(book, relation(), 1, 0);
  }

  private static RegisterBook with(
      RegisterBook book, RegisterEntry entry, long version, int place) {
    return book.carriedOut(begun(entry, version, place));
  }

  private static Begun begun(RegisterEntry entry, long version, int place) {
    return new Begun(
        entry.register(),
        version,
        Digest.of(new byte[0]),
        place,
        CanonicalJson.tree(entry),
        List.of());
  }

  @Test
  void whatIsWrittenIsReadAgainWithoutWhatWasBegunOrTakenBack() throws Exception {
    RegisterBook book =
        book()
            .beginning(begun(participant("insurer-taken-back", Role.INSURER, "瑞宝", 3), 3, 2))
            .takingBack()
            .beginning(begun(participant("insurer-begun", Role.INSURER, "康宁", 4), 3, 2));
    Path file = folder.resolve("entries.json");
    Files.writeString(file, "an older one");

    RegisterHandover.of(book).write(file);

    byte[] written = Files.readAllBytes(file);
    assertThat(new String(written, StandardCharsets.UTF_8))
        .contains("insurer-anxin")
        .doesNotContain("insurer-begun", "insurer-taken-back", "begun");
    RegisterHandover read = RegisterHandover.read(written);
    assertThat(read).isEqualTo(RegisterHandover.of(book));
    assertThat(read.registers().getFirst().version()).isEqualTo(2);
    assertThat(read.registers().getFirst().root())
        .isEqualTo(book.of(RegisterName.PARTICIPANTS).root());
    assertThat(read.registers().getLast().read()).containsExactly(relation());
    assertThat(CanonicalJson.write(read)).isEqualTo(written);
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(read.toString()).doesNotContain(GUARDIAN);
  }

  @Test
  void oneThatCouldNotBeReadAgainIsNotWritten() throws Exception {
    Path file = folder.resolve("entries.json");
    Files.writeString(file, "an older one");

    assertThatThrownBy(() -> RegisterHandover.of(book()).write(file, 500))
        .isInstanceOf(RegisterTroubleException.class)
        .hasMessageContaining("nothing was written");

    assertThat(file).hasContent("an older one");
  }

  static Stream<Arguments> broken() {
    return Map.<String, Consumer<ObjectNode>>of(
            "another type", all -> all.put("type", RegisterBook.TYPE),
            "a member more", all -> all.put("begun", "one"),
            "a register less", all -> registers(all).remove(4),
            "a register twice", all -> registers(all).set(1, registers(all).get(0)),
            "another root", all -> register(all, 0).put("root", Digest.of(new byte[] {1}).value()),
            "an entry more", all -> entries(all, 0).add(entries(all, 0).get(0).deepCopy()),
            "an entry less", all -> entries(all, 0).remove(1),
            "two entries changed about",
                all -> {
                  JsonNode first = entries(all, 0).get(0);
                  entries(all, 0).set(0, entries(all, 0).get(1));
                  entries(all, 0).set(1, first);
                },
            "an entry of another kind", all -> entries(all, 4).set(0, entries(all, 0).get(0)),
            "a version below zero", all -> register(all, 0).put("version", -1))
        .entrySet()
        .stream()
        .map(one -> Arguments.of(one.getKey(), one.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  void oneThatIsNotWholeIsRefusedWithoutTellingWhatStandsThere(
      String what, Consumer<ObjectNode> broken) {
    ObjectNode tree = (ObjectNode) CanonicalJson.tree(RegisterHandover.of(book()));
    RegisterHandover.read(CanonicalJson.write(tree));

    broken.accept(tree);

    assertThatThrownBy(() -> RegisterHandover.read(CanonicalJson.write(tree)))
        .isInstanceOf(MalformedJsonException.class)
        .message()
        .doesNotContain(GUARDIAN, "安信", salt(9).value());
  }

  @Test
  void oneThatIsCutOffAnywhereIsRefused() {
    byte[] whole = CanonicalJson.write(RegisterHandover.of(book()));

    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> RegisterHandover.read(part))
          .as("%d bytes", length)
          .isInstanceOf(MalformedJsonException.class);
    }
  }

  private static ArrayNode registers(ObjectNode all) {
    return (ArrayNode) all.get("registers");
  }

  private static ObjectNode register(ObjectNode all, int number) {
    return (ObjectNode) registers(all).get(number);
  }

  private static ArrayNode entries(ObjectNode all, int number) {
    return (ArrayNode) register(all, number).get("entries");
  }
}
