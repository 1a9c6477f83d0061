package org.claimexchange.verifier.blocks;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.verifier.certificate.CertificateException;
import org.claimexchange.verifier.certificate.CertificatePath;
import org.claimexchange.verifier.certificate.Pem;
import org.claimexchange.verifier.evidence.EndorsementRule;
import org.claimexchange.verifier.evidence.EndorserSignature;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.hyperledger.fabric.protos.peer.Endorsement;

/**
 * Whether a transaction was handed in by whom it names and endorsed by those whom the contract's
 * policy asks for. Certificates between peers and roots do not stand in a block, so an organization
 * that has some must be given them as roots.
 */
final class TransactionSignatures {
  private final Map<String, List<X509Certificate>> roots;
  private final EndorsementRule rule = EndorsementRule.claims();
  private final EndorserSignature signatures = new EndorserSignature();

  /**
   * @param roots by MSP id; empty checks nothing
   */
  TransactionSignatures(Map<String, List<X509Certificate>> roots) {
    this.roots = Map.copyOf(roots);
  }

  SigningVerdict judge(ParsedTransaction transaction) {
    if (roots.isEmpty()) {
      return SigningVerdict.NOT_CHECKED;
    }
    boolean handedIn =
        signed(
                transaction.creator(),
                transaction.envelope().getPayload(),
                ByteString.EMPTY,
                transaction.envelope().getSignature(),
                transaction.time())
            .isPresent();
    if (!handedIn) {
      return SigningVerdict.CREATOR;
    }
    return ofItsProposal(transaction) && rule.satisfiedBy(endorsers(transaction))
        ? SigningVerdict.HOLDS
        : SigningVerdict.ENDORSEMENT;
  }

  /** Fabric hashes both headers and the proposal without its transient data. */
  private static boolean ofItsProposal(ParsedTransaction transaction) {
    MessageDigest hash = Digest.sha256();
    hash.update(transaction.header().getChannelHeader().toByteArray());
    hash.update(transaction.header().getSignatureHeader().toByteArray());
    hash.update(transaction.proposal().toByteArray());
    return MessageDigest.isEqual(
        hash.digest(), transaction.response().getProposalHash().toByteArray());
  }

  private Set<String> endorsers(ParsedTransaction transaction) {
    ByteString answer = transaction.endorsed().getAction().getProposalResponsePayload();
    Set<String> organizations = new HashSet<>();
    for (Endorsement each : transaction.endorsed().getAction().getEndorsementsList()) {
      try {
        signed(
                SerializedIdentity.parseFrom(each.getEndorser()),
                answer,
                each.getEndorser(),
                each.getSignature(),
                transaction.time())
            .ifPresent(organizations::add);
      } catch (InvalidProtocolBufferException e) {
        return Set.of();
      }
    }
    return organizations;
  }

  /** The organization, where a certificate of it signed both byte strings, one behind the other. */
  private Optional<String> signed(
      SerializedIdentity who, ByteString first, ByteString second, ByteString by, Instant time) {
    try {
      X509Certificate certificate = Pem.certificate(who.getIdBytes().toStringUtf8());
      CertificatePath.check(
          certificate, List.of(), roots.getOrDefault(who.getMspid(), List.of()), time);
      return signatures.holds(
              certificate.getPublicKey(),
              first.toByteArray(),
              second.toByteArray(),
              by.toByteArray())
          ? Optional.of(who.getMspid())
          : Optional.empty();
    } catch (CertificateException e) {
      return Optional.empty();
    }
  }
}
