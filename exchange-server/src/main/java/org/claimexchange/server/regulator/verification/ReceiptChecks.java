package org.claimexchange.server.regulator.verification;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import java.security.cert.X509Certificate;
import java.text.ParseException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.claimexchange.model.delivery.ReceiptBody;
import org.claimexchange.model.disclosure.Opening;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.json.MalformedJsonException;
import org.claimexchange.model.register.CertificateUse;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.RegisteredCertificate;
import org.claimexchange.server.regulator.casefile.DeliveryFile;
import org.claimexchange.server.regulator.casefile.ReceiptFile;
import org.claimexchange.server.regulator.trace.Trace;
import org.claimexchange.verifier.certificate.CertificateException;
import org.claimexchange.verifier.certificate.Pem;

/** Whether a registered recipient signed for exactly the package that was recorded. */
final class ReceiptChecks {
  private final List<Participant> recipients;

  /**
   * @param recipients the registered recipients of the consent
   */
  ReceiptChecks(List<Participant> recipients) {
    this.recipients = List.copyOf(recipients);
  }

  Verdict receipts(Trace trace, Map<String, DeliveryFile> kept) {
    int seen = 0;
    for (Trace.Release release : trace.releases()) {
      for (Trace.Delivery delivery : release.deliveries()) {
        if (delivery.receipt().isEmpty()) {
          continue;
        }
        seen++;
        Optional<ReceiptFile> receipt =
            Optional.ofNullable(kept.get(delivery.state().delivery())).stream()
                .flatMap(file -> file.receipt().stream())
                .findFirst();
        if (receipt.isEmpty()) {
          return Verdict.fails(Reason.RECEIPT_MISSING, delivery.state().delivery());
        }
        if (receipt(delivery, receipt.get()) instanceof Verdict.Fails failed) {
          return failed;
        }
      }
    }
    return seen == 0 ? new Verdict.NothingToCheck() : Verdict.holds(Integer.toString(seen));
  }

  private Verdict receipt(Trace.Delivery delivery, ReceiptFile receipt) {
    var onLedger = delivery.receipt().getFirst();
    var found = new Opening<>(receipt.salt(), ReceiptBody.NAME, receipt.jws()).digest();
    if (!found.matches(onLedger)) {
      return Verdict.fails(Reason.DIGEST_DIFFERS, onLedger.value(), found.value());
    }
    try {
      JWSObject jws = JWSObject.parse(receipt.jws());
      ReceiptBody body = CanonicalJson.read(jws.getPayload().toBytes(), ReceiptBody.class);
      if (!signedByRecipient(jws, body)) {
        return Verdict.fails(Reason.SIGNATURE_WRONG, delivery.state().delivery());
      }
      return body.delivery().equals(delivery.state().delivery())
              && body.sealed().matches(delivery.state().sealed())
          ? Verdict.holds()
          : Verdict.fails(Reason.RECEIPT_OF_ANOTHER_PACKAGE, delivery.state().delivery());
    } catch (ParseException | MalformedJsonException e) {
      return Verdict.fails(Reason.MALFORMED, "JWS");
    }
  }

  private boolean signedByRecipient(JWSObject jws, ReceiptBody body) {
    return recipients.stream()
        .flatMap(recipient -> recipient.certificates().stream())
        .filter(one -> one.use() == CertificateUse.SIGNING && one.liveAt(body.receivedAt()))
        .anyMatch(one -> signedWith(jws, one));
  }

  private static boolean signedWith(JWSObject jws, RegisteredCertificate registered) {
    try {
      X509Certificate certificate = Pem.certificate(Base64.getDecoder().decode(registered.der()));
      return jws.verify(
          new DefaultJWSVerifierFactory()
              .createJWSVerifier(jws.getHeader(), certificate.getPublicKey()));
    } catch (CertificateException | JOSEException e) {
      return false;
    }
  }
}
