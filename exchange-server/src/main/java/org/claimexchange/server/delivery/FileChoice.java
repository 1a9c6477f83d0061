package org.claimexchange.server.delivery;

import java.time.Clock;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.claimexchange.model.register.CertificateUse;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.RegisteredCertificate;
import org.claimexchange.server.sealing.Recipients;
import org.claimexchange.server.web.ProblemException;
import org.claimexchange.verifier.certificate.CertificateException;
import org.claimexchange.verifier.certificate.Pem;
import org.claimexchange.verifier.envelope.ContentCipher;
import org.springframework.http.HttpStatus;

/** Which of a package's sealed files a caller gets: the one for its registered certificate. */
final class FileChoice {
  private final Clock clock;

  FileChoice(Clock clock) {
    this.clock = clock;
  }

  /** How a cipher is named in a URL, such as {@code sm4-gcm}. */
  static String name(ContentCipher cipher) {
    return cipher.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The file.
   *
   * @param wanted the name of a cipher; empty where the certificate chooses
   */
  StoredFile of(List<StoredFile> files, String wanted, Participant caller) {
    if (!wanted.isEmpty()) {
      return files.stream()
          .filter(file -> name(file.cipher()).equals(wanted))
          .findFirst()
          .orElseThrow(() ->
              new ProblemException(
                  HttpStatus.NOT_FOUND,
                  "no-such-cipher",
                  "The package was not sealed with this cipher; ask for one of "
                      + files.stream().map(file -> name(file.cipher())).toList()
                      + "."));
    }
    Optional<ContentCipher> own = cipherOf(caller);
    return files.stream()
        .filter(file -> own.isEmpty() || file.cipher() == own.get())
        .findFirst()
        .orElse(files.getFirst());
  }

  /** By the newest certificate for encryption that is in force. */
  private Optional<ContentCipher> cipherOf(Participant caller) {
    return caller.certificates().stream()
        .filter(c -> c.use() == CertificateUse.ENCRYPTION && c.liveAt(clock.instant()))
        .max(Comparator.comparing(RegisteredCertificate::from))
        .flatMap(FileChoice::cipherOf);
  }

  private static Optional<ContentCipher> cipherOf(RegisteredCertificate certificate) {
    try {
      return Optional.of(
          Recipients.cipher(Pem.certificate(Base64.getDecoder().decode(certificate.der()))));
    } catch (CertificateException e) {
      return Optional.empty();
    }
  }
}
