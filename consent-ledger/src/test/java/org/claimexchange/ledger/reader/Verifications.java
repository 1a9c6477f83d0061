package org.claimexchange.ledger.reader;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tries every value as a signature of every key over every message. */
final class Verifications {
  private static final int RAW = 64;
  private static final int SHORTEST_DER = 64;
  private static final int LONGEST_DER = 72;
  private static final int RSA = 256;

  private final List<byte[]> signatures = new ArrayList<>();

  /** Every value that could be a signature by its form, as it is or decoded. */
  Verifications(Collection<ByteString> values) {
    Set<ByteString> forms = new HashSet<>();
    for (ByteString value : values) {
      forms.add(value);
      decoded(value, forms);
    }
    for (ByteString form : forms) {
      if (isRaw(form) || isDer(form) || form.size() == RSA) {
        signatures.add(form.toByteArray());
      }
    }
  }

  /** How many values could be signatures. */
  int candidates() {
    return signatures.size();
  }

  /** Numbers of the keys that verify something over one of the messages. */
  Set<Integer> found(List<PublicKey> keys, Collection<ByteString> messages) {
    Set<Integer> found = new HashSet<>();
    for (int key = 0; key < keys.size(); key++) {
      for (byte[] signature : signatures) {
        for (ByteString message : messages) {
          if (verifies(keys.get(key), signature, message)) {
            found.add(key);
          }
        }
      }
    }
    return found;
  }

  private boolean verifies(PublicKey key, byte[] signature, ByteString message) {
    boolean raw = signature.length == RAW;
    String algorithm =
        key instanceof ECKey
            ? raw ? "SHA256withECDSAinP1363Format" : "SHA256withECDSA"
            : "SHA256withRSA";
    try {
      Signature verifier = Signature.getInstance(algorithm);
      verifier.initVerify(key);
      verifier.update(message.asReadOnlyByteBuffer());
      return verifier.verify(signature);
    } catch (GeneralSecurityException notASignature) {
      return false;
    }
  }

  private static boolean isRaw(ByteString form) {
    return form.size() == RAW;
  }

  private static boolean isDer(ByteString form) {
    return form.size() >= SHORTEST_DER
        && form.size() <= LONGEST_DER
        && form.byteAt(0) == 0x30
        && form.byteAt(1) == form.size() - 2;
  }

  private static void decoded(ByteString value, Set<ByteString> forms) {
    String text = value.toString(StandardCharsets.ISO_8859_1);
    for (String part : text.split("[.\"]")) {
      if (part.matches("[A-Za-z0-9_-]{80,400}")) {
        forms.add(ByteString.copyFrom(Base64.getUrlDecoder().decode(part)));
      }
    }
  }
}
