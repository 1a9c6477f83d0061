package org.claimexchange.server.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.claimexchange.model.person.IdSystem;
import org.claimexchange.model.person.PersonId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bytes that rest encrypted, under keys that can be destroyed. */
class SealedBytesTest {
  private static final KeyName KEY = new KeyName(KeyName.Use.RELEASE, "LkS2aWmQ7t0000000000aa");
  private static final byte[] PAGE =
      "{\"resourceType\":\"Patient\",\"name\":\"王建国\"}".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private FileVault vault;
  private SealedBytes sealed;

  @BeforeEach
  void open() {
    vault = new FileVault(folder, new SecureRandom());
    sealed = new SealedBytes(vault, new SecureRandom());
  }

  @Test
  void whatWasSealedIsOpenedByAnotherServerWithTheSameKeys() {
    byte[] rests = sealed.seal(KEY, "pull/1", PAGE);

    var other = new SealedBytes(new FileVault(folder, new SecureRandom()), new SecureRandom());

    assertThat(other.open(KEY, "pull/1", rests)).isEqualTo(PAGE);
    assertThat(new String(rests, StandardCharsets.UTF_8)).doesNotContain("王建国");
  }

  @Test
  void theSameBytesNeverRestTheSameWay() {
    assertThat(sealed.seal(KEY, "pull/1", PAGE)).isNotEqualTo(sealed.seal(KEY, "pull/1", PAGE));
  }

  @Test
  void aRowCannotStandForAnother() {
    byte[] rests = sealed.seal(KEY, "pull/1", PAGE);

    assertThatThrownBy(() -> sealed.open(KEY, "pull/2", rests)).isInstanceOf(VaultException.class);
  }

  @Test
  void aFlippedBitIsNoticed() {
    byte[] rests = sealed.seal(KEY, "pull/1", PAGE);
    rests[rests.length - 1] ^= 1;

    assertThatThrownBy(() -> sealed.open(KEY, "pull/1", rests)).isInstanceOf(VaultException.class);
  }

  @Test
  void aDestroyedKeyOpensNothingAnyMore() throws Exception {
    byte[] rests = sealed.seal(KEY, "pull/1", PAGE);

    vault.destroy(KEY);

    assertThatThrownBy(() -> sealed.open(KEY, "pull/1", rests))
        .isInstanceOf(VaultException.class)
        .hasMessageContaining("destroyed");
    try (var files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void keysAreForTheirOwnerOnly() throws Exception {
    vault.keyFor(KEY);

    try (var files = Files.walk(folder)) {
      Path key = files.filter(Files::isRegularFile).findFirst().orElseThrow();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void anIdThatIsAPathIsNoName() {
    assertThatThrownBy(() -> new KeyName(KeyName.Use.PACKAGE, "../../etc/passwd"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPersonIsFoundByTheTagAndNotReadFromIt() {
    PersonTags tags = new PersonTags(vault);
    PersonId wang = new PersonId(IdSystem.RESIDENT_ID, "310101198503029974");
    PersonId chen = new PersonId(IdSystem.RESIDENT_ID, "310104197605039991");

    assertThat(tags.of(wang)).isEqualTo(new PersonTags(vault).of(wang)).isNotEqualTo(tags.of(chen));
    assertThat(tags.of(wang, chen)).isNotEqualTo(tags.of(chen, wang));
  }
}
