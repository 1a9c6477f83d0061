package org.claimexchange.chaincode.delivery;

import static org.claimexchange.chaincode.refusal.RefusedException.unless;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import java.io.ByteArrayInputStream;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.util.Base64;
import java.util.Set;
import org.claimexchange.chaincode.caller.Call;
import org.claimexchange.chaincode.caller.TimeCheck;
import org.claimexchange.chaincode.identity.Signatures;
import org.claimexchange.chaincode.refusal.RefusedException;
import org.claimexchange.model.delivery.DeliveryState;
import org.claimexchange.model.delivery.ReceiptBody;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.json.MalformedJsonException;
import org.claimexchange.model.register.CertificateUse;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.RegisteredCertificate;
import org.claimexchange.model.transaction.LedgerRefusal.Code;

/**
 * Whether a receipt is the insurer's word for this delivery: signed with a key of its registered
 * certificates for signing, whatever the header says of keys.
 */
final class ReceiptCheck {
  private static final int LONGEST = 16 * 1024;

  private final Signatures signatures = new Signatures();

  void check(Call call, String receipt, Participant insurer, DeliveryState delivery) {
    unless(
        receipt.length() <= LONGEST,
        Code.RECEIPT_INVALID,
        "a receipt is at most " + LONGEST + " characters long");
    JWSObject jws = parse(receipt);
    unless(
        jws.getHeader().getCriticalParams() == null
            || jws.getHeader().getCriticalParams().isEmpty(),
        Code.RECEIPT_INVALID,
        "the receipt must not demand extensions");
    unless(
        insurer.certificates().stream()
            .filter(certificate ->
                certificate.use() == CertificateUse.SIGNING && certificate.liveAt(call.time()))
            .anyMatch(certificate -> isSignedWith(jws, certificate)),
        Code.RECEIPT_INVALID,
        "the receipt must be signed with a registered signing certificate of the insurer");
    ReceiptBody body = body(jws);
    unless(
        body.delivery().equals(delivery.delivery()) && body.sealed().matches(delivery.sealed()),
        Code.RECEIPT_INVALID,
        "the receipt must be for this delivery and this package");
    unless(
        !body.receivedAt().isAfter(call.time().plus(TimeCheck.TOLERANCE)),
        Code.RECEIPT_INVALID,
        "the receipt must not be of the future");
  }

  private boolean isSignedWith(JWSObject jws, RegisteredCertificate certificate) {
    PublicKey key = key(certificate);
    return algorithms(key).contains(jws.getHeader().getAlgorithm())
        && signatures.verifies(jws, key);
  }

  private static Set<JWSAlgorithm> algorithms(PublicKey key) {
    return switch (key) {
      case ECPublicKey ec ->
          switch (ec.getParams().getOrder().bitLength()) {
            case 256 -> Set.of(JWSAlgorithm.ES256);
            case 384 -> Set.of(JWSAlgorithm.ES384);
            default -> Set.of();
          };
      case RSAPublicKey rsa -> Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256);
      default -> Set.of();
    };
  }

  private static PublicKey key(RegisteredCertificate certificate) {
    try {
      byte[] der = Base64.getDecoder().decode(certificate.der());
      return CertificateFactory.getInstance("X.509")
          .generateCertificate(new ByteArrayInputStream(der))
          .getPublicKey();
    } catch (CertificateException | IllegalArgumentException e) {
      throw new RefusedException(
          Code.RECEIPT_INVALID, "the insurer's registered certificate must be of X.509");
    }
  }

  private static JWSObject parse(String receipt) {
    try {
      return JWSObject.parse(receipt);
    } catch (ParseException | IllegalArgumentException e) {
      throw new RefusedException(
          Code.RECEIPT_INVALID, "expected a receipt in the compact form of RFC 7515");
    }
  }

  private static ReceiptBody body(JWSObject jws) {
    try {
      return CanonicalJson.read(jws.getPayload().toBytes(), ReceiptBody.class);
    } catch (MalformedJsonException e) {
      throw new RefusedException(
          Code.RECEIPT_INVALID, "the receipt must hold type, delivery, sealed and receivedAt");
    }
  }
}
