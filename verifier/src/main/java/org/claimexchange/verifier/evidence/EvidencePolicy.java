package org.claimexchange.verifier.evidence;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a verifier trusts and demands.
 *
 * @param roots root certificates by MSP id
 * @param rule which organizations must have endorsed
 * @param channel channel name
 * @param chaincode chaincode name
 * @param freshness how old it may be
 */
public record EvidencePolicy(
    Map<String, List<X509Certificate>> roots,
    EndorsementRule rule,
    String channel,
    String chaincode,
    Freshness freshness) {

  public EvidencePolicy {
    roots =
        roots.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
  }

  /** The policy of the channel {@code claims} and its chaincode {@code consent}. */
  public static EvidencePolicy claims(
      Map<String, List<X509Certificate>> roots, Freshness freshness) {
    return new EvidencePolicy(roots, EndorsementRule.claims(), "claims", "consent", freshness);
  }
}
