package org.claimexchange.chaincode.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * The package that organizations install. Its id is its digest, so all of them must make the same
 * bytes of the same contract: no field of the archives may tell who built it, when or where.
 */
class ChaincodePackageIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BLOCK = 512;

  /** An entry of a tar archive. */
  private record Entry(String name, byte[] header, byte[] content) {
    String field(int offset, int length) {
      return new String(header, offset, length, StandardCharsets.US_ASCII)
          .replace("\0", "")
          .strip();
    }
  }

  @Test
  void itIsAPackageForFabricsBuilderOfServices() throws IOException {
    List<Entry> outer = entries(Files.readAllBytes(file()));
    JsonNode metadata = JSON.readTree(outer.get(0).content());
    List<Entry> code = entries(outer.get(1).content());
    JsonNode connection = JSON.readTree(code.get(1).content());

    assertThat(metadata.path("type").asText()).isEqualTo("ccaas");
    // Fabric's own rule for labels.
    assertThat(metadata.path("label").asText()).matches("^[A-Za-z0-9][A-Za-z0-9_.+-]*$");
    assertThat(connection.path("tls_required").asBoolean()).isTrue();
    assertThat(connection.path("client_auth_required").asBoolean()).isTrue();
    assertThat(
            List.of("address", "root_cert", "client_key", "client_cert").stream()
                .allMatch(name -> connection.path(name).asText().equals("{{." + name + "}}")))
        .as("each peer fills in its own")
        .isTrue();
  }

  @Test
  void itSaysWhichJarItIsFor() throws IOException {
    Entry digest = entries(entries(Files.readAllBytes(file())).get(1).content()).getFirst();
    byte[] jar = Files.readAllBytes(Path.of(System.getProperty("chaincode.jar")));

    assertThat(new String(digest.content(), StandardCharsets.US_ASCII))
        .isEqualTo(HexFormat.of().formatHex(sha256(jar)) + "  chaincode.jar");
  }

  @Test
  void nothingInItTellsWhoBuiltItWhenOrWhere() throws IOException {
    byte[] outer = Files.readAllBytes(file());
    List<Entry> all = new ArrayList<>(entries(outer));
    byte[] inner = all.get(1).content();
    all.addAll(entries(inner));

    assertThat(all)
        .extracting(Entry::name)
        .containsExactly("metadata.json", "code.tar.gz", "chaincode.jar.sha256", "connection.json");
    for (Entry entry : all) {
      assertThat(entry.field(100, 8)).as("mode of " + entry.name()).endsWith("644");
      assertThat(Integer.parseInt(entry.field(108, 8), 8)).as("user").isZero();
      assertThat(Integer.parseInt(entry.field(116, 8), 8)).as("group").isZero();
      assertThat(Instant.ofEpochSecond(Long.parseLong(entry.field(136, 12), 8)))
          .isEqualTo(Instant.parse("1980-01-01T00:00:00Z"));
      assertThat(entry.field(265, 32) + entry.field(297, 32)).as("names").isEmpty();
    }
    for (byte[] gzip : List.of(outer, inner)) {
      assertThat(gzip[3]).as("no file name, no comment").isZero();
      assertThat(List.of(gzip[4], gzip[5], gzip[6], gzip[7])).as("no time").containsOnly((byte) 0);
    }
  }

  private static Path file() {
    return Path.of(System.getProperty("chaincode.package"));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Entry> entries(byte[] tarGz) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (GZIPInputStream tar = new GZIPInputStream(new ByteArrayInputStream(tarGz))) {
      for (byte[] header = tar.readNBytes(BLOCK);
          header.length == BLOCK && header[0] != 0;
          header = tar.readNBytes(BLOCK)) {
        Entry sized = new Entry("", header, new byte[0]);
        int size = Integer.parseInt(sized.field(124, 12), 8);
        byte[] content = tar.readNBytes(size);
        tar.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
        entries.add(new Entry(sized.field(0, 100), header, content));
      }
    }
    return entries;
  }
}
