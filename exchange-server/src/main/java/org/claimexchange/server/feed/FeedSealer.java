package org.claimexchange.server.feed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.claimexchange.model.feed.FeedContent;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.register.RegisteredCertificate;
import org.claimexchange.model.transaction.Transaction;
import org.claimexchange.server.sealing.EnvelopeWriter;
import org.claimexchange.server.sealing.SealingException;
import org.claimexchange.verifier.certificate.CertificateException;
import org.claimexchange.verifier.certificate.Pem;

/** Encrypts both sides of a transaction to one certificate. */
final class FeedSealer {
  private final EnvelopeWriter envelopes;

  FeedSealer(SecureRandom random) {
    this.envelopes = new EnvelopeWriter(random);
  }

  /** The sealed content; empty where this certificate cannot be encrypted to. */
  Optional<SealedContent> seal(
      Transaction transaction, String transactionId, RegisteredCertificate recipient) {
    byte[] content =
        CanonicalJson.write(
            new FeedContent(
                FeedContent.TYPE,
                transactionId,
                transaction.function(),
                CanonicalJson.tree(transaction.open()),
                CanonicalJson.tree(transaction.hidden())));
    ByteArrayOutputStream sealed = new ByteArrayOutputStream();
    try {
      envelopes.seal(
          out -> out.write(content), content.length, List.of(certificate(recipient)), sealed);
    } catch (SealingException | CertificateException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Optional.of(
        new SealedContent(
            transactionId,
            recipient.fingerprint(),
            Base64.getEncoder().encodeToString(sealed.toByteArray())));
  }

  private static X509Certificate certificate(RegisteredCertificate recipient)
      throws CertificateException {
    return Pem.certificate(Base64.getDecoder().decode(recipient.der()));
  }
}
