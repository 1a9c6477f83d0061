package org.claimexchange.fabric.chaincode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;
import org.claimexchange.fabric.plan.WholeFile;

/**
 * What peers install: not the contract, but where and how it is reached. It holds gaps that the
 * ccaas builder of each peer fills in, so that no host and no key stands in it, and all peers have
 * the same.
 *
 * @param label its name
 * @param file the package
 */
public record ChaincodePackage(String label, Path file) {
  private static final String CONNECTION =
      """
      {
        "address": "{{.address}}",
        "dial_timeout": "10s",
        "tls_required": true,
        "client_auth_required": true,
        "client_key": "{{.client_key}}",
        "client_cert": "{{.client_cert}}",
        "root_cert": "{{.root_cert}}"
      }
      """;

  /** Makes a package; the same bytes each time. */
  public static ChaincodePackage make(String label, Path file) throws IOException {
    Map<String, byte[]> inner = new LinkedHashMap<>();
    inner.put("connection.json", CONNECTION.getBytes(StandardCharsets.UTF_8));
    Map<String, byte[]> outer = new LinkedHashMap<>();
    outer.put(
        "metadata.json",
        "{\"path\":\"\",\"type\":\"ccaas\",\"label\":\"%s\"}"
            .formatted(label)
            .getBytes(StandardCharsets.UTF_8));
    outer.put("code.tar.gz", tar(inner));
    WholeFile.write(file, tar(outer));
    return new ChaincodePackage(label, file);
  }

  /** The id by which peers know it once it is installed. */
  public String id() throws IOException {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return label + ":" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] tar(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    GzipParameters always = new GzipParameters();
    always.setModificationTime(0);
    try (OutputStream zip = new GzipCompressorOutputStream(bytes, always);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(zip)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
        entry.setSize(file.getValue().length);
        entry.setModTime(0L);
        entry.setMode(0100644);
        entry.setIds(0, 0);
        entry.setNames("", "");
        tar.putArchiveEntry(entry);
        tar.write(file.getValue());
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }
}
