package org.claimexchange.verifier.trace;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.List;
import org.claimexchange.verifier.TrustStore;

/**
 * What is read.
 *
 * @param blocks the embedded network's block file, or a folder of fetched blocks
 * @param feed the regulator's feed
 * @param keys the regulator's private keys, RSA or EC: the present one and those before it
 * @param trust root certificates and providers, one element: signatures are checked under them;
 *     empty checks the signatures of persons under the providers registered on the ledger, and
 *     those of peers not at all
 */
public record TraceInput(Path blocks, Path feed, List<PrivateKey> keys, List<TrustStore> trust) {

  /**
   * @throws IllegalArgumentException if there is no key or more than one trust
   */
  public TraceInput {
    if (keys.isEmpty() || trust.size() > 1) {
      throw new IllegalArgumentException("expected a key, and one trust at the most");
    }
    keys = List.copyOf(keys);
    trust = List.copyOf(trust);
  }

  @Override
  public String toString() {
    return "TraceInput[" + blocks + ", " + feed + "]";
  }
}
