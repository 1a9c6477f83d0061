package org.claimexchange.server.delivery;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import org.claimexchange.model.delivery.ReceiptBody;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.json.MalformedJsonException;
import org.claimexchange.model.register.CertificateUse;
import org.claimexchange.model.register.Participant;
import org.claimexchange.verifier.certificate.CertificateException;
import org.claimexchange.verifier.certificate.Pem;
import org.claimexchange.verifier.certificate.Sm2;

/** Checks receipts before they go to the ledger, which checks them again. */
final class Receipts {
  private final Clock clock;

  Receipts(Clock clock) {
    this.clock = clock;
  }

  /**
   * What is wrong with a receipt.
   *
   * @param jws compact JWS, as it came
   * @return a sentence; empty where nothing is
   */
  Optional<String> problem(String jws, DeliveryRow delivery, Participant insurer) {
    try {
      JWSObject object = JWSObject.parse(jws.strip());
      ReceiptBody body = CanonicalJson.read(object.getPayload().toBytes(), ReceiptBody.class);
      if (!body.delivery().equals(delivery.id())) {
        return Optional.of("the receipt is for another delivery");
      }
      if (!body.sealed().matches(delivery.sealed())) {
        return Optional.of("the receipt's digest is not that of the package; fetch it again");
      }
      return signedBy(object, insurer)
          ? Optional.empty()
          : Optional.of("the signature is not by a registered signing certificate in force");
    } catch (ParseException | MalformedJsonException e) {
      return Optional.of("expected a compact JWS over a receipt");
    }
  }

  private boolean signedBy(JWSObject object, Participant insurer) {
    return insurer.certificates().stream()
        .filter(c -> c.use() == CertificateUse.SIGNING && c.liveAt(clock.instant()))
        .anyMatch(c -> verifies(object, c.der()));
  }

  private static boolean verifies(JWSObject object, String der) {
    try {
      Optional<JWSVerifier> verifier = verifier(Pem.certificate(Base64.getDecoder().decode(der)));
      return verifier.isPresent() && object.verify(verifier.get());
    } catch (CertificateException | JOSEException e) {
      return false;
    }
  }

  /** None for SM2, which JOSE has no name for. */
  private static Optional<JWSVerifier> verifier(X509Certificate certificate) throws JOSEException {
    if (Sm2.holds(certificate)) {
      return Optional.empty();
    }
    return switch (certificate.getPublicKey()) {
      case ECPublicKey ec -> Optional.of(new ECDSAVerifier(ec));
      case RSAPublicKey rsa -> Optional.of(new RSASSAVerifier(rsa));
      default -> Optional.empty();
    };
  }
}
