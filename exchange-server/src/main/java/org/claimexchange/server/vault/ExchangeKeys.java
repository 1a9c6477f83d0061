package org.claimexchange.server.vault;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.text.ParseException;

/**
 * The exchange's own JSON keys, each a file of the vault, made at the first start.
 *
 * @param client with which it asks sources for tokens, ES384
 * @param token with which it signs access tokens, ES256
 */
public record ExchangeKeys(ECKey client, ECKey token) {
  /**
   * Reads them, or makes them.
   *
   * @throws VaultException if they cannot be read or kept
   */
  public static ExchangeKeys in(Path vault, SecureRandom random) {
    Path folder = vault.resolve("keys");
    try {
      PrivateFiles.createFolder(folder);
      return new ExchangeKeys(
          key(folder.resolve("source-client.jwk"), Curve.P_384, random),
          key(folder.resolve("access-token.jwk"), Curve.P_256, random));
    } catch (IOException | JOSEException | ParseException e) {
      throw new VaultException("the exchange's keys cannot be used: " + folder, e);
    }
  }

  /** The public half of the client key, a JWK set (RFC 7517, section 5). */
  public String clientJwks() {
    return new JWKSet(client.toPublicJWK()).toString();
  }

  private static ECKey key(Path file, Curve curve, SecureRandom random)
      throws IOException, JOSEException, ParseException {
    if (!Files.exists(file)) {
      ECKey made =
          new ECKeyGenerator(curve)
              .keyUse(KeyUse.SIGNATURE)
              .keyIDFromThumbprint(true)
              .secureRandom(random)
              .generate();
      PrivateFiles.writeNew(file, made.toJSONString().getBytes(StandardCharsets.UTF_8));
    }
    return ECKey.parse(Files.readString(file));
  }

  @Override
  public String toString() {
    return "ExchangeKeys[…]";
  }
}
