package org.claimexchange.ledger.embedded;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;

/**
 * The channel's organizations and who belongs to them, judged as Fabric's X.509 membership provider
 * does with node roles on: issued by the organization's root, no authority itself, exactly one role
 * among its organizational units. Whether the certificate has expired is asked by those who know
 * the time, never during validation, which must give the same answer for ever.
 */
final class Membership {
  private static final int MOST_REMEMBERED = 10_000;
  private static final int LARGEST_IDENTITY = 16 * 1024;

  private final Map<String, X509Certificate> roots;
  private final Certificates certificates;
  private final Ecdsa ecdsa;
  private final Map<ByteString, Member> remembered = new ConcurrentHashMap<>();

  Membership(Map<String, X509Certificate> roots, Certificates certificates, Ecdsa ecdsa) {
    this.roots = Map.copyOf(roots);
    this.certificates = certificates;
    this.ecdsa = ecdsa;
  }

  Member identify(ByteString serializedIdentity) throws NotAMemberException {
    Member known = remembered.get(serializedIdentity);
    if (known != null) {
      return known;
    }
    Member found = judge(serializedIdentity);
    if (remembered.size() >= MOST_REMEMBERED) {
      remembered.clear();
    }
    remembered.put(serializedIdentity, found);
    return found;
  }

  boolean signed(Member member, ByteString signature, byte[]... parts) {
    return ecdsa.verify(member.key(), signature.toByteArray(), parts);
  }

  /** Whether these bytes are signed by this identity, and it is a member's. */
  boolean signedBy(ByteString serializedIdentity, ByteString signature, ByteString signed) {
    try {
      return signed(identify(serializedIdentity), signature, signed.toByteArray());
    } catch (NotAMemberException e) {
      return false;
    }
  }

  private Member judge(ByteString serializedIdentity) throws NotAMemberException {
    if (serializedIdentity.size() > LARGEST_IDENTITY) {
      throw NotAMemberException.unknown();
    }
    SerializedIdentity identity;
    try {
      identity = SerializedIdentity.parseFrom(serializedIdentity);
    } catch (InvalidProtocolBufferException e) {
      throw NotAMemberException.unknown();
    }
    X509Certificate root = roots.get(identity.getMspid());
    if (root == null) {
      throw NotAMemberException.unknown();
    }
    try {
      X509Certificate certificate = certificates.read(identity.getIdBytes().toByteArray());
      if (certificate == null) {
        throw NotAMemberException.unknown();
      }
      requireIssuedBy(root, certificate, identity.getMspid());
      return new Member(
          identity.getMspid(),
          role(certificate, identity.getMspid()),
          certificate.getPublicKey(),
          certificate.getNotAfter().toInstant());
    } catch (java.security.cert.CertificateException e) {
      throw NotAMemberException.unknown();
    }
  }

  private void requireIssuedBy(X509Certificate root, X509Certificate certificate, String mspId)
      throws NotAMemberException {
    boolean named = certificate.getIssuerX500Principal().equals(root.getSubjectX500Principal());
    if (!named) {
      throw NotAMemberException.unknown();
    }
    try {
      certificate.verify(root.getPublicKey(), ecdsa.provider());
    } catch (GeneralSecurityException e) {
      throw NotAMemberException.unknown();
    }
    boolean anAuthority = certificate.getBasicConstraints() != -1;
    if (anAuthority) {
      throw NotAMemberException.foreign(mspId);
    }
  }

  private static Role role(X509Certificate certificate, String mspId) throws NotAMemberException {
    X500Name subject = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    List<Role> found = new ArrayList<>();
    for (RDN rdn : subject.getRDNs(BCStyle.OU)) {
      String unit = IETFUtils.valueToString(rdn.getFirst().getValue());
      for (Role role : Role.values()) {
        if (role.organizationalUnit().equals(unit)) {
          found.add(role);
        }
      }
    }
    if (found.size() != 1) {
      throw NotAMemberException.foreign(mspId);
    }
    return found.getFirst();
  }
}
