package org.claimexchange.verifier.trace;

import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.json.MalformedJsonException;
import org.claimexchange.model.register.CertificateUse;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.RegisteredCertificate;
import org.claimexchange.verifier.certificate.CertificateException;
import org.claimexchange.verifier.certificate.Pem;
import org.claimexchange.verifier.json.CompactJws;

/** What a participant says under its own name: receipts, answers, words on relations. */
final class ParticipantWord {
  private ParticipantWord() {}

  /** Whether one of the participant's signing certificates that counted then made the signature. */
  static boolean isOf(Participant participant, String jws, Instant time) {
    return participant.certificates().stream()
        .filter(each -> each.use() == CertificateUse.SIGNING && each.liveAt(time))
        .anyMatch(each -> signed(jws, each));
  }

  /** What is said; empty where it is no word of that type. Who says it is not looked at. */
  static <T> Optional<T> read(String jws, Class<T> type) {
    try {
      return Optional.of(
          CanonicalJson.read(CompactJws.decode(CompactJws.parse(jws).payload()), type));
    } catch (MalformedJsonException e) {
      return Optional.empty();
    }
  }

  private static boolean signed(String jws, RegisteredCertificate certificate) {
    try {
      return CompactJws.parse(jws)
          .holds(Pem.certificate(Base64.getDecoder().decode(certificate.der())).getPublicKey());
    } catch (CertificateException | MalformedJsonException | IllegalArgumentException e) {
      return false;
    }
  }
}
