package org.claimexchange.server.setup;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.security.SecureRandom;

/**
 * The key with which a participant of the embedded set-up asks for tokens: {@code client-key.jwk}
 * in its folder below {@code handover/}, and beside it its public half, a JWK set.
 */
final class SampleClientKey {
  private SampleClientKey() {}

  /** Makes one and lays it down, the public half last. */
  static void make(Handover handover, String participant, SecureRandom random)
      throws JOSEException {
    ECKey client =
        new ECKeyGenerator(Curve.P_384)
            .keyUse(KeyUse.SIGNATURE)
            .keyIDFromThumbprint(true)
            .secureRandom(random)
            .generate();
    handover.text(participant + "/client-key.jwk", client.toJSONString());
    // Last: it says that the other is there.
    handover.text(participant + "/client-keys.json", new JWKSet(client.toPublicJWK()).toString());
  }
}
