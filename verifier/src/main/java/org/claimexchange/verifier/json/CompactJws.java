package org.claimexchange.verifier.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.json.MalformedJsonException;

/**
 * A JWS in compact form (RFC 7515), taken apart but not yet believed.
 *
 * @param header the protected header
 * @param signingInput what precedes the payload in what is signed: the header's base64url and a dot
 * @param payload the payload's base64url, empty where it is detached
 * @param signature the bytes of the signature
 */
public record CompactJws(JsonNode header, String signingInput, String payload, Bytes signature) {

  private static final int MAX_CHARACTERS = 64 * 1024;
  private static final int P256_BITS = 256;
  private static final int P384_BITS = 384;
  private static final int SALT_BYTES = 32;
  private static final int MIN_RSA_BITS = 2048;

  /** Bytes that compare by content. */
  public record Bytes(String base64url) {
    /** A copy of the bytes. */
    public byte[] get() {
      return decode(base64url);
    }
  }

  /**
   * Takes a text apart.
   *
   * @throws MalformedJsonException if it is no JWS in compact form, or demands extensions
   */
  public static CompactJws parse(String text) {
    String[] parts = text.split("\\.", -1);
    if (text.length() > MAX_CHARACTERS || parts.length != 3) {
      throw new MalformedJsonException("JWS: not in compact form");
    }
    JsonNode header = CanonicalJson.read(decode(parts[0]), JsonNode.class);
    if (!header.isObject() || header.has("crit") || header.has("b64")) {
      throw new MalformedJsonException("JWS: a header that demands extensions");
    }
    decode(parts[1]);
    decode(parts[2]);
    return new CompactJws(header, parts[0] + ".", parts[1], new Bytes(parts[2]));
  }

  /** Bytes of base64url in its one form. */
  public static byte[] decode(String base64url) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(base64url);
    } catch (IllegalArgumentException e) {
      throw new MalformedJsonException("JWS: not base64url");
    }
    if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(base64url)) {
      throw new MalformedJsonException("JWS: not base64url in its one form");
    }
    return bytes;
  }

  /** The algorithm that the header names. */
  public String algorithm() {
    return header.path("alg").asText();
  }

  /**
   * A verifier for this key, already fed with header and dot; feed it the payload's base64url.
   *
   * @throws GeneralSecurityException if the algorithm is not taken or does not fit the key
   */
  public Signature verifier(PublicKey key) throws GeneralSecurityException {
    Signature verifier =
        switch (algorithm()) {
          case "ES256" -> ecdsa(key, P256_BITS, "SHA256withECDSAinP1363Format");
          case "ES384" -> ecdsa(key, P384_BITS, "SHA384withECDSAinP1363Format");
          case "RS256" -> rsa(key, "SHA256withRSA");
          case "PS256" -> {
            Signature pss = rsa(key, "RSASSA-PSS");
            pss.setParameter(
                new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, SALT_BYTES, 1));
            yield pss;
          }
          default -> throw new GeneralSecurityException("an algorithm that is not taken");
        };
    verifier.initVerify(key);
    verifier.update(signingInput.getBytes(StandardCharsets.US_ASCII));
    return verifier;
  }

  private static Signature ecdsa(PublicKey key, int bits, String name)
      throws GeneralSecurityException {
    if (!(key instanceof ECKey ec) || ec.getParams().getOrder().bitLength() != bits) {
      throw new GeneralSecurityException("expected a key on a curve of " + bits + " bits");
    }
    return Signature.getInstance(name);
  }

  private static Signature rsa(PublicKey key, String name) throws GeneralSecurityException {
    if (!(key instanceof RSAKey rsa) || rsa.getModulus().bitLength() < MIN_RSA_BITS) {
      throw new GeneralSecurityException("expected an RSA key of 2048 bits or more");
    }
    return Signature.getInstance(name);
  }

  /** Whether the key signed header and payload. */
  public boolean holds(PublicKey key) {
    try {
      Signature verifier = verifier(key);
      verifier.update(payload.getBytes(StandardCharsets.US_ASCII));
      return verifier.verify(signature.get());
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
