package org.claimexchange.ledger.embedded;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** SHA-256 over parts laid end to end. */
final class Digests {
  private Digests() {}

  static byte[] sha256(byte[]... parts) {
    MessageDigest digest = sha256();
    for (byte[] part : parts) {
      digest.update(part);
    }
    return digest.digest();
  }

  /** Without a copy of the parts, which may be a whole block. */
  static byte[] sha256(List<ByteString> parts) {
    DigestOutputStream digest = new DigestOutputStream(OutputStream.nullOutputStream(), sha256());
    try {
      for (ByteString part : parts) {
        part.writeTo(digest);
      }
    } catch (IOException e) {
      throw new IllegalStateException("Writing to nowhere cannot fail", e);
    }
    return digest.getMessageDigest().digest();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
