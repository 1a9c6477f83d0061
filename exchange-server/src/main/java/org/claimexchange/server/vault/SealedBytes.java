package org.claimexchange.server.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.claimexchange.model.json.CanonicalJson;

/**
 * Bytes that rest encrypted: AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce in front. The
 * context, such as table, id and number, is authenticated, so that no row can stand for another.
 */
public final class SealedBytes {
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final Vault vault;
  private final SecureRandom random;

  /** Seals with the keys of this vault. */
  public SealedBytes(Vault vault, SecureRandom random) {
    this.vault = vault;
    this.random = random;
  }

  /** Seals a value's canonical JSON under a key that is made if there is none. */
  public byte[] sealValue(KeyName key, String context, Object value) {
    return seal(key, context, CanonicalJson.write(value));
  }

  /**
   * Opens a sealed value.
   *
   * @throws VaultException if its key is destroyed or it is not what was sealed
   */
  public <T> T openValue(KeyName key, String context, byte[] sealed, Class<T> type) {
    return CanonicalJson.read(open(key, context, sealed), type);
  }

  /** Seals bytes under a key that is made if there is none. */
  public byte[] seal(KeyName key, String context, byte[] bytes) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] text = cipher(Cipher.ENCRYPT_MODE, vault.keyFor(key), nonce, context).doFinal(bytes);
      return ByteBuffer.allocate(NONCE_BYTES + text.length).put(nonce).put(text).array();
    } catch (GeneralSecurityException e) {
      throw new VaultException("cannot seal " + key, e);
    }
  }

  /**
   * Opens sealed bytes.
   *
   * @throws VaultException if the key is destroyed or the bytes are not what was sealed
   */
  public byte[] open(KeyName key, String context, byte[] sealed) {
    SecretKey secret =
        vault.find(key).orElseThrow(() -> new VaultException("the key is destroyed: " + key));
    if (sealed.length < NONCE_BYTES) {
      throw new VaultException("too short to be sealed: " + key);
    }
    try {
      byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
      return cipher(Cipher.DECRYPT_MODE, secret, nonce, context)
          .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
    } catch (GeneralSecurityException e) {
      throw new VaultException("not what was sealed: " + key, e);
    }
  }

  private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String context)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
