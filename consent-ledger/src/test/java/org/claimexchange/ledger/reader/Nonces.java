package org.claimexchange.ledger.reader;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

/** What an identity provider can do with all blocks: look for the nonces of its tokens. */
final class Nonces {
  private Nonces() {}

  /** Those nonces that stand anywhere in an envelope, or whose SHA-256 does, in whatever form. */
  static List<String> found(Reader reader, Collection<String> nonces) {
    List<String> envelopes =
        reader.traces().stream().map(trace -> text(trace.envelope.toByteArray())).toList();
    return nonces.stream()
        .filter(nonce ->
            forms(nonce).stream()
                .anyMatch(form -> envelopes.stream().anyMatch(one -> one.contains(form))))
        .toList();
  }

  /** The nonce, its bytes, and once and twice the SHA-256 of each, raw and as they are written. */
  private static List<String> forms(String nonce) {
    byte[] bytes = Base64.getUrlDecoder().decode(nonce);
    List<byte[]> values = new ArrayList<>(List.of(bytes));
    for (byte[] one :
        List.of(
            utf8(nonce), bytes, utf8("\"" + nonce + "\""), utf8("[\"spent\",\"" + nonce + "\"]"))) {
      values.add(sha256(one));
      values.add(sha256(sha256(one)));
      values.add(sha256(utf8(Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(one)))));
    }
    List<String> forms = new ArrayList<>(List.of(nonce));
    for (byte[] value : values) {
      forms.add(text(value));
      forms.add(HexFormat.of().formatHex(value));
      forms.add(Base64.getEncoder().withoutPadding().encodeToString(value));
      forms.add(Base64.getUrlEncoder().withoutPadding().encodeToString(value));
    }
    return forms;
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
