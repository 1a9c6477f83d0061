package org.claimexchange.ledger.registers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.claimexchange.ledger.registers.RegisterBook.Begun;
import org.claimexchange.ledger.registers.RegisterBook.Pages;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.register.RegisterName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegisterBookTest {
  @TempDir Path folder;

  private static JsonNode entry(String id, int letters) {
    return JsonNodeFactory.instance.objectNode().put("id", id).put("text", "理".repeat(letters));
  }

  private static RegisterBook book(int entries) {
    List<JsonNode> all = new ArrayList<>();
    for (int i = 0; i < entries; i++) {
      all.add(entry("text-" + i, 1_000));
    }
    RegisterBook empty = RegisterBook.empty("regulator-1");
    return new RegisterBook(
        RegisterBook.TYPE,
        "regulator-1",
        empty.registers().stream()
            .map(one ->
                one.register() == RegisterName.TEMPLATES
                    ? new Pages(one.register(), entries, all)
                    : one)
            .toList(),
        List.of(),
        List.of());
  }

  private static Begun begun(RegisterName register, String id) {
    return new Begun(
        register,
        1,
        Digest.of(id.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
        0,
        entry(id, 1),
        List.of());
  }

  @Test
  void aBookLargerThanAnyDocumentOnItsWayIsReadAgain() throws IOException {
    try (RegisterBookFile file = RegisterBookFile.open(folder.resolve("book.json"))) {
      RegisterBook book = book(2_000);

      file.write(book);

      assertThat(Files.size(folder.resolve("book.json"))).isGreaterThan(CanonicalJson.MAX_BYTES);
      assertThat(file.read()).contains(book);
    }
  }

  @Test
  void aBookThatCouldNotBeReadAgainIsNotWritten() throws IOException {
    try (RegisterBookFile file = RegisterBookFile.open(folder.resolve("book.json"), 20_000)) {
      file.write(book(1));

      assertThatThrownBy(() -> file.write(book(10)))
          .isInstanceOf(RegisterTroubleException.class)
          .hasMessageContaining("nothing was changed");

      assertThat(file.read()).contains(book(1));
    }
  }

  @Test
  void aChangeThatComesLateLeavesTheOneThatIsUnderWay() {
    // given: the first was taken back, the second is on its way
    Begun first = begun(RegisterName.PROVIDERS, "first");
    Begun second = begun(RegisterName.TEMPLATES, "second");
    RegisterBook book =
        RegisterBook.empty("regulator-1").beginning(first).takingBack().beginning(second);

    // when: the first stands after all
    RegisterBook now = book.carriedOut(first);

    // then
    assertThat(now.of(RegisterName.PROVIDERS).version()).isEqualTo(1);
    assertThat(now.begun()).containsExactly(second);
    assertThat(now.takenBack()).isEmpty();
    assertThat(now.carriedOut(second).begun()).isEmpty();
  }
}
