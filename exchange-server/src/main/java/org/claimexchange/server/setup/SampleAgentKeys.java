package org.claimexchange.server.setup;

import com.nimbusds.jose.JOSEException;
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
        SampleClientKey.make(handover, source, random);
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
