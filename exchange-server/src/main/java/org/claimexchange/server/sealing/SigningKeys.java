package org.claimexchange.server.sealing;

import java.time.Instant;
import java.util.Optional;
import org.claimexchange.verifier.certificate.CertificateException;
import org.claimexchange.verifier.certificate.SignerNames;

/**
 * The keys that sign packages. They are asked for once for each package, so that a key can be
 * replaced while others are being sealed. Safe for use by several threads.
 */
public interface SigningKeys {

  /**
   * What one package is signed with.
   *
   * @param main on P-256 or RSA: documents, PDF, manifest
   * @param sm2 of SM2, for a second signature of the manifest; empty where there is none
   */
  record Pair(SigningKey main, Optional<SigningKey> sm2) {

    /**
     * @throws IllegalArgumentException if one is of the other's kind, or another participant's: no
     *     verifier takes two signatures of two
     */
    public Pair {
      if (main.algorithm() == SigningKey.Algorithm.SM2) {
        throw new IllegalArgumentException("expected a main key on P-256 or RSA, found SM2");
      }
      if (sm2.isPresent() && sm2.get().algorithm() != SigningKey.Algorithm.SM2) {
        throw new IllegalArgumentException("expected a second key of SM2");
      }
      if (sm2.isPresent() && !ofOneParticipant(main, sm2.get())) {
        throw new IllegalArgumentException(
            "expected two keys of one participant: the same URIs in both certificates");
      }
    }
  }

  /**
   * The keys for a package that is sealed at some time.
   *
   * @throws SealingException if none can be used then
   */
  Pair at(Instant time) throws SealingException;

  /** Whether both certificates name the same signer: the same URIs as alternative names. */
  static boolean ofOneParticipant(SigningKey one, SigningKey other) {
    try {
      return SignerNames.same(one.chain().getFirst(), other.chain().getFirst());
    } catch (CertificateException e) {
      return false;
    }
  }

  /** One key for ever. */
  static SigningKeys of(SigningKey main) {
    Pair pair = new Pair(main, Optional.empty());
    return time -> pair;
  }

  /** Two keys for ever. */
  static SigningKeys of(SigningKey main, SigningKey sm2) {
    Pair pair = new Pair(main, Optional.of(sm2));
    return time -> pair;
  }
}
