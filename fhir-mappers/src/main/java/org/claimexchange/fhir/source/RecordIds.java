package org.claimexchange.fhir.source;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Ids of mapped records: the first 128 bits of SHA-256 over source, type and what makes the record
 * the one it is, so that the same record always has the same id, whichever file it comes in.
 *
 * @param source the participant's id in the register
 */
public record RecordIds(String source) {
  /** The id of a record, as 32 lower-case hexadecimal digits. */
  public String id(String type, String... parts) {
    var digest = sha256();
    add(digest, source);
    add(digest, type);
    for (String part : parts) {
      add(digest, part);
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 16);
  }

  /** SHA-256 of a file, as 64 lower-case hexadecimal digits. */
  public static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  /** With its length before it, so that no two lists of parts are the same bytes. */
  private static void add(MessageDigest digest, String part) {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
