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
 * @param peers how a peer is told from other members of its organization
 * @param channel channel name
 * @param chaincode chaincode name
 * @param freshness how old it may be
 */
public record EvidencePolicy(
    Map<String, List<X509Certificate>> roots,
    EndorsementRule rule,
    PeerRule peers,
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

  /** Peers are told by the organizational unit {@code peer}. */
  public EvidencePolicy(
      Map<String, List<X509Certificate>> roots,
      EndorsementRule rule,
      String channel,
      String chaincode,
      Freshness freshness) {
    this(roots, rule, PeerRule.standard(), channel, chaincode, freshness);
  }

  /** The policy of the channel {@code claims} and its chaincode {@code consent}. */
  public static EvidencePolicy claims(
      Map<String, List<X509Certificate>> roots, Freshness freshness) {
    return new EvidencePolicy(roots, EndorsementRule.claims(), "claims", "consent", freshness);
  }
}
