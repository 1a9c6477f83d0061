package org.claimexchange.verifier.sample;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.claimexchange.model.evidence.Evidence;
import org.claimexchange.model.evidence.EvidenceRead;
import org.claimexchange.verifier.sample.Authority.Holder;

/** Three organizations with a root and a peer each, which endorse whatever they are told to. */
public final class SampleLedger {

  private final Map<String, Authority> roots = new TreeMap<>();
  private final Map<String, Holder> peers = new TreeMap<>();

  /** A network whose certificates are valid around that time. */
  public SampleLedger(Instant now) {
    for (String organization : List.of("RegulatorMSP", "ExchangeMSP", "SourceMSP")) {
      Authority root = Authority.root("C=CN,OU=evaluation,CN=ca." + organization, now);
      roots.put(organization, root);
      peers.put(
          organization,
          root.signer("C=CN,OU=peer,CN=peer0." + organization, now, Duration.ofDays(365)));
    }
  }

  /** The root of an organization. */
  public Authority root(String organization) {
    return roots.get(organization);
  }

  /** The peer of an organization. */
  public Holder peer(String organization) {
    return peers.get(organization);
  }

  /** What a verifier trusts. */
  public Map<String, List<X509Certificate>> trusted() {
    Map<String, List<X509Certificate>> trusted = new TreeMap<>();
    roots.forEach((organization, root) -> trusted.put(organization, List.of(root.certificate())));
    return trusted;
  }

  /** An endorsement of a call, to be made wrong before it is signed; by regulator and operator. */
  public SampleRead read(String function, String object, String forWhom, Instant time) {
    return new SampleRead(this, function, object, forWhom, time);
  }

  /** Reads as they travel. */
  public static Evidence evidence(EvidenceRead... reads) {
    return new Evidence(Evidence.TYPE, "claims", "consent", List.of(reads), Map.of());
  }
}
