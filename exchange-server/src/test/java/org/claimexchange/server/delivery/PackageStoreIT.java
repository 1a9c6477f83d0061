package org.claimexchange.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.server.sealing.SealedPackage;
import org.claimexchange.server.vault.FileVault;
import org.claimexchange.server.vault.Ids;
import org.claimexchange.server.vault.SealedBytes;
import org.claimexchange.verifier.envelope.ContentCipher;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sealed packages in chunks, on a real database: whole, or said not to be. */
class PackageStoreIT {
  private static final int MEGABYTE = 1 << 20;
  private static final String DELIVERY = "del1veryOfTheStore____";

  @TempDir static Path folder;
  @TempDir Path keys;
  private static EmbeddedPostgres postgres;
  private static JdbcClient jdbc;
  private final Random random = new Random(20261126);
  private PackageStore store;

  @BeforeAll
  static void start() throws Exception {
    postgres = EmbeddedPostgres.builder().setDataDirectory(folder.resolve("database")).start();
    Flyway.configure().dataSource(postgres.getPostgresDatabase()).load().migrate();
    jdbc = JdbcClient.create(postgres.getPostgresDatabase());
    // No case stands behind these packages.
    jdbc.sql("alter table package_chunk drop constraint package_chunk_delivery_fkey").update();
    jdbc.sql("alter table sealed_file drop constraint sealed_file_delivery_fkey").update();
  }

  @AfterAll
  static void stop() throws Exception {
    postgres.close();
  }

  @BeforeEach
  void empty() {
    jdbc.sql("delete from package_chunk").update();
    jdbc.sql("delete from sealed_file").update();
    var vault = new FileVault(keys, new SecureRandom());
    store =
        new PackageStore(
            jdbc, new SealedBytes(vault, new SecureRandom()), vault, new Ids(new SecureRandom()));
  }

  @Test
  void filesOfEachLengthComeBackAsTheyWere() throws Exception {
    for (int length : List.of(1, MEGABYTE - 1, MEGABYTE, MEGABYTE + 1, 3 * MEGABYTE)) {
      byte[] first = bytes(length);
      byte[] second = bytes(MEGABYTE + 7);
      DeliveryRow row = keep(first, second);

      assertThat(store.files(row)).extracting(StoredFile::bytes).contains((long) length);
      assertThat(read(row, 0)).as("%d bytes", length).isEqualTo(first);
      assertThat(read(row, 1)).as("beside %d bytes", length).isEqualTo(second);
    }
  }

  /** Packages from before have no row of their own for the file. */
  @Test
  void aPackageFromBeforeTheListsComesBackToo() throws Exception {
    byte[] only = bytes(2 * MEGABYTE + 5);
    DeliveryRow row = keep(only);
    jdbc.sql("delete from sealed_file").update();

    assertThat(store.files(row)).hasSize(1);
    assertThat(read(row, 0)).isEqualTo(only);
  }

  @Test
  void aChunkThatIsMissingIsSaidBeforeTheFirstByteAndNeverTakenForTheEnd() throws Exception {
    for (boolean before : List.of(false, true)) {
      for (int missing = 0; missing < 3; missing++) {
        DeliveryRow row = keep(bytes(2 * MEGABYTE + 5), bytes(10));
        if (before) {
          jdbc.sql("delete from sealed_file").update();
        }
        StoredFile file = store.files(row).getFirst();
        jdbc.sql("delete from package_chunk where chunk = ?").param(missing).update();
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        if (!before) {
          assertThatThrownBy(() -> store.isWhole(row, file))
              .isInstanceOf(IncompletePackageException.class)
              .hasMessage("expected 3 chunks of the sealed file, found 2");
        }
        assertThatThrownBy(() -> store.read(row, file, out))
            .isInstanceOf(IncompletePackageException.class)
            .hasMessageContaining("found " + missing);
        assertThat(out.size()).isEqualTo(missing * MEGABYTE);
      }
    }
  }

  /** A row that was cut by hand still opens where its tag is right; the length tells. */
  @Test
  void aFileOfAnotherLengthThanItsRowSaysIsNoFile() throws Exception {
    DeliveryRow row = keep(bytes(MEGABYTE + 5));
    jdbc.sql("update sealed_file set bytes = bytes + 1").update();
    StoredFile file = store.files(row).getFirst();

    assertThatThrownBy(() -> store.read(row, file, OutputStream.nullOutputStream()))
        .isInstanceOf(IncompletePackageException.class)
        .hasMessageContaining("bytes, found " + (MEGABYTE + 5));
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] read(DeliveryRow row, int place) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StoredFile file = store.files(row).get(place);
    store.isWhole(row, file);
    store.read(row, file, out);
    return out.toByteArray();
  }

  /** Sealed files of these bytes, one for each cipher. */
  private DeliveryRow keep(byte[]... files) throws IOException {
    PackageStore.Writer writer = store.write(DELIVERY);
    List<SealedPackage.Envelope> envelopes = new java.util.ArrayList<>();
    for (byte[] file : files) {
      ContentCipher cipher = ContentCipher.values()[envelopes.size()];
      writer.of(cipher).write(file);
      envelopes.add(new SealedPackage.Envelope(cipher, Digest.of(file), file.length));
    }
    writer.keep(envelopes);
    Instant now = Instant.parse("2026-11-26T02:00:00Z");
    return new DeliveryRow(
        DELIVERY,
        "release",
        "consent",
        "request",
        "insurer-anxin",
        writer.key(),
        envelopes.getFirst().digest(),
        Arrays.stream(files).mapToLong(file -> file.length).sum(),
        DeliveryRow.Status.RECORDED,
        "",
        now,
        Optional.of(now),
        Optional.empty(),
        "",
        Optional.empty(),
        now,
        Optional.empty());
  }
}
