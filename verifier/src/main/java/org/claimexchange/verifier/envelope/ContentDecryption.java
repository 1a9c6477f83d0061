package org.claimexchange.verifier.envelope;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/** Decrypts a content piece by piece; only its end tells whether the tag fits. */
interface ContentDecryption {

  /** What comes of some more ciphertext. */
  byte[] next(byte[] ciphertext);

  /** The rest, if the tag fits. */
  Optional<byte[]> last(byte[] tag);

  static ContentDecryption of(DerHeader header, SecretKeySpec key) {
    return switch (header.cipher()) {
      case AES_256_GCM -> new OfJdk(key, header.nonce());
      case SM4_GCM -> new OfBouncyCastle(header, key);
    };
  }

  /**
   * The JDK's GCM is ten times faster than Bouncy Castle's, but its decryption holds all of the
   * content. GCM is counter mode with a tag over the ciphertext (NIST SP 800-38D, 7.1), so: counter
   * mode gives the plaintext, and encrypting that again gives the tag that belongs to it.
   */
  final class OfJdk implements ContentDecryption {
    private static final int TAG_BITS = 128;
    private static final int FIRST_BLOCK = 2;

    private final Cipher counter;
    private final Cipher again;

    OfJdk(SecretKeySpec key, byte[] nonce) {
      SecretKeySpec aes = new SecretKeySpec(key.getEncoded(), "AES");
      byte[] first = Arrays.copyOf(nonce, 16);
      first[15] = FIRST_BLOCK;
      try {
        counter = Cipher.getInstance("AES/CTR/NoPadding");
        counter.init(Cipher.DECRYPT_MODE, aes, new IvParameterSpec(first));
        again = Cipher.getInstance("AES/GCM/NoPadding");
        again.init(Cipher.ENCRYPT_MODE, aes, new GCMParameterSpec(TAG_BITS, nonce));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every Java platform has AES in CTR and GCM", e);
      }
    }

    @Override
    public byte[] next(byte[] ciphertext) {
      byte[] plain = counter.update(ciphertext);
      if (plain == null) {
        return new byte[0];
      }
      again.update(plain);
      return plain;
    }

    @Override
    public Optional<byte[]> last(byte[] tag) {
      try {
        byte[] plain = counter.doFinal();
        byte[] end = again.doFinal(plain);
        byte[] right = Arrays.copyOfRange(end, end.length - tag.length, end.length);
        return MessageDigest.isEqual(right, tag) ? Optional.of(plain) : Optional.empty();
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("an encryption that fails at its end", e);
      }
    }
  }

  /** For what the JDK does not have. */
  final class OfBouncyCastle implements ContentDecryption {
    private final GCMModeCipher cipher;

    OfBouncyCastle(DerHeader header, SecretKeySpec key) {
      cipher = GCMBlockCipher.newInstance(header.cipher().engine());
      cipher.init(
          false,
          new AEADParameters(
              new KeyParameter(key.getEncoded()), header.tag().length * 8, header.nonce()));
    }

    @Override
    public byte[] next(byte[] ciphertext) {
      byte[] out = new byte[cipher.getUpdateOutputSize(ciphertext.length)];
      int length = cipher.processBytes(ciphertext, 0, ciphertext.length, out, 0);
      return Arrays.copyOf(out, length);
    }

    @Override
    public Optional<byte[]> last(byte[] tag) {
      byte[] out = new byte[cipher.getOutputSize(tag.length)];
      try {
        int length = cipher.processBytes(tag, 0, tag.length, out, 0);
        length += cipher.doFinal(out, length);
        return Optional.of(Arrays.copyOf(out, length));
      } catch (InvalidCipherTextException e) {
        return Optional.empty();
      }
    }
  }
}
