package org.claimexchange.server.setup;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.Map;
import org.claimexchange.server.vault.VaultException;

/**
 * The key with which the agent of a source of the embedded set-up asks for tokens, laid down below
 * {@code handover/}.
 *
 * @param clientJwks its public half, a JWK set
 */
record SampleAgentKeys(String clientJwks) {

  static SampleAgentKeys of(
      String source, Handover handover, String publicUrl, SecureRandom random) {
    String folder = source + "/";
    try {
      if (!handover.has(folder + "client-keys.json")) {
        ECKey client =
            new ECKeyGenerator(Curve.P_384)
                .keyUse(KeyUse.SIGNATURE)
                .keyIDFromThumbprint(true)
                .secureRandom(random)
                .generate();
        handover.text(folder + "client-key.jwk", client.toJSONString());
        // Last: it says that the other is there.
        handover.text(folder + "client-keys.json", new JWKSet(client.toPublicJWK()).toString());
      }
      handover.json(
          folder + "client.json",
          Map.of(
              "clientId", source,
              "tokenUrl", publicUrl + "/oauth2/token",
              "agentUrl", publicUrl + "/agent"));
      return new SampleAgentKeys(
          Files.readString(handover.path(source).resolve("client-keys.json")));
    } catch (IOException | JOSEException e) {
      throw new VaultException("the keys of the agent of " + source + " cannot be used", e);
    }
  }
}
