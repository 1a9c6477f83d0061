package org.claimexchange.server.consent;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import java.text.ParseException;
import org.claimexchange.model.consent.GrantorProof;
import org.claimexchange.model.disclosure.Digest;

/** What of a grantor's proof stands on the ledger. */
final class Proofs {
  private Proofs() {}

  /** The digest of the nonce that the proof's token must carry, to be spent. */
  static Digest spent(GrantorProof proof, Digest statement) {
    return GrantorProof.spent(
        GrantorProof.nonce(thumbprint(proof), statement, proof.random()), proof.random());
  }

  /** RFC 7638. A key that is none gets a digest that no token commits to: the ledger refuses it. */
  private static Digest thumbprint(GrantorProof proof) {
    try {
      return new Digest(ECKey.parse(proof.key()).computeThumbprint().toString());
    } catch (ParseException | JOSEException e) {
      return Digest.of(new byte[0]);
    }
  }
}
