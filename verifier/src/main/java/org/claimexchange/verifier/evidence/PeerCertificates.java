package org.claimexchange.verifier.evidence;

import static org.claimexchange.verifier.evidence.EvidenceDefect.CERTIFICATE_CHAIN;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.claimexchange.verifier.certificate.CertificateException;
import org.claimexchange.verifier.certificate.CertificatePath;
import org.claimexchange.verifier.certificate.Pem;
import org.claimexchange.verifier.evidence.EndorsedRead.Endorser;

/** Leads each endorser's certificate to its organization's root, as a Fabric MSP does. */
final class PeerCertificates {

  /** Its place among the key usages (RFC 5280, section 4.2.1.3). */
  private static final int DIGITAL_SIGNATURE = 0;

  private static final String EVALUATION = "evaluation";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private final Map<String, List<X509Certificate>> roots;
  private final PeerRule peers;
  private final Map<String, List<X509Certificate>> intermediates;

  /**
   * @param policy the trusted roots, and how peers are told
   * @param given PEM certificates between peers and roots, by MSP id, as the evidence brings them
   */
  static PeerCertificates of(EvidencePolicy policy, Map<String, List<String>> given)
      throws EvidenceException {
    Map<String, List<X509Certificate>> intermediates = new java.util.HashMap<>();
    for (Map.Entry<String, List<String>> organization : given.entrySet()) {
      List<X509Certificate> certificates = new ArrayList<>();
      for (String pem : organization.getValue()) {
        try {
          certificates.add(Pem.certificateInItsOneForm(pem));
        } catch (CertificateException e) {
          throw new EvidenceException(CERTIFICATE_CHAIN, "a PEM certificate", e.reason());
        }
      }
      intermediates.put(organization.getKey(), certificates);
    }
    return new PeerCertificates(policy.roots(), policy.peers(), intermediates);
  }

  private PeerCertificates(
      Map<String, List<X509Certificate>> roots,
      PeerRule peers,
      Map<String, List<X509Certificate>> intermediates) {
    this.roots = roots;
    this.peers = peers;
    this.intermediates = intermediates;
  }

  /** The endorser's certificate, once it leads to the root of its organization. */
  X509Certificate trusted(Endorser endorser, Instant time) throws EvidenceException {
    String organization = endorser.identity().getMspid();
    List<X509Certificate> trusted = rootsOf(organization);
    X509Certificate certificate;
    try {
      certificate = Pem.certificate(endorser.identity().getIdBytes().toStringUtf8());
      CertificatePath.check(
          certificate, intermediates.getOrDefault(organization, List.of()), trusted, time);
    } catch (CertificateException e) {
      throw new EvidenceException(
          CERTIFICATE_CHAIN, "a peer's certificate under the root of " + organization, e.reason());
    }
    boolean[] use = certificate.getKeyUsage();
    if (use != null && !use[DIGITAL_SIGNATURE]) {
      throw new EvidenceException(
          CERTIFICATE_CHAIN, "a certificate for signatures", "one for another use");
    }
    if (!peers.allows(units(certificate))) {
      throw new EvidenceException(
          CERTIFICATE_CHAIN, peers.expected(), "a certificate of another role");
    }
    return certificate;
  }

  /** Nothing that is brought along may be left over, else its bytes would be free. */
  void nothingLeftOver(Instant time) throws EvidenceException {
    for (Map.Entry<String, List<X509Certificate>> organization : intermediates.entrySet()) {
      for (X509Certificate certificate : organization.getValue()) {
        try {
          CertificatePath.check(
              certificate, organization.getValue(), rootsOf(organization.getKey()), time);
        } catch (CertificateException e) {
          throw new EvidenceException(
              CERTIFICATE_CHAIN, "intermediates that lead to a root", e.reason());
        }
      }
    }
  }

  /** Whether an organization's root says that it is for evaluation. */
  boolean evaluation(Set<String> organizations) {
    return organizations.stream()
        .flatMap(organization -> roots.getOrDefault(organization, List.of()).stream())
        .anyMatch(root -> units(root).contains(EVALUATION));
  }

  private List<X509Certificate> rootsOf(String organization) throws EvidenceException {
    List<X509Certificate> trusted = roots.getOrDefault(organization, List.of());
    if (trusted.isEmpty()) {
      String shown = NAME.matcher(organization).matches() ? organization : "an unreadable name";
      throw new EvidenceException(
          CERTIFICATE_CHAIN, "an organization whose root is trusted", shown);
    }
    return trusted;
  }

  private static Set<String> units(X509Certificate certificate) {
    X500Name subject = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    Set<String> units = new HashSet<>();
    for (RDN rdn : subject.getRDNs(BCStyle.OU)) {
      for (AttributeTypeAndValue attribute : rdn.getTypesAndValues()) {
        if (attribute.getType().equals(BCStyle.OU)) {
          units.add(IETFUtils.valueToString(attribute.getValue()));
        }
      }
    }
    return units;
  }
}
