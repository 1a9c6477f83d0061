package org.claimexchange.chaincode.identity;

import static org.claimexchange.chaincode.refusal.RefusedException.unless;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.util.Base64;
import java.util.Set;
import org.claimexchange.chaincode.caller.Call;
import org.claimexchange.chaincode.refusal.RefusedException;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.json.MalformedJsonException;
import org.claimexchange.model.register.CertificateUse;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.RegisteredCertificate;
import org.claimexchange.model.transaction.LedgerRefusal.Code;

/**
 * What a participant says under its own name, whoever hands it in: a compact JWS signed with a key
 * of its registered certificates for signing, whatever the header says of keys.
 */
public final class ParticipantWord {
  private static final int LONGEST = 16 * 1024;
  private final Signatures signatures = new Signatures();

  /**
   * What was said.
   *
   * @param jws compact JWS
   * @param signer whose word it must be
   * @param type what it says
   * @param code why it is refused where it is not so
   */
  public <T> T read(Call call, String jws, Participant signer, Class<T> type, Code code) {
    unless(
        jws.length() <= LONGEST, code, "a signed word is at most " + LONGEST + " characters long");
    JWSObject parsed = parse(jws, code);
    unless(
        parsed.getHeader().getCriticalParams() == null
            || parsed.getHeader().getCriticalParams().isEmpty(),
        code,
        "a signed word must not demand extensions");
    unless(
        signer.certificates().stream()
            .filter(certificate ->
                certificate.use() == CertificateUse.SIGNING && certificate.liveAt(call.time()))
            .anyMatch(certificate -> isSignedWith(parsed, certificate, code)),
        code,
        "it must be signed with a registered signing certificate of its participant");
    try {
      return CanonicalJson.read(parsed.getPayload().toBytes(), type);
    } catch (MalformedJsonException e) {
      throw new RefusedException(
          code, "the signed word must hold the members of a " + type.getSimpleName());
    }
  }

  private boolean isSignedWith(JWSObject jws, RegisteredCertificate certificate, Code code) {
    X509Certificate read = read(certificate, code);
    return algorithms(read).contains(jws.getHeader().getAlgorithm())
        && signatures.verifies(jws, read.getPublicKey());
  }

  /** None for SM2, which JOSE has no name for: such a certificate says nothing here. */
  private static Set<JWSAlgorithm> algorithms(X509Certificate certificate) {
    return switch (certificate.getPublicKey()) {
      case ECPublicKey ec when X509.isSm2(certificate) -> Set.of();
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

  private static X509Certificate read(RegisteredCertificate certificate, Code code) {
    try {
      return X509.read(Base64.getDecoder().decode(certificate.der()));
    } catch (CertificateException | IllegalArgumentException e) {
      throw new RefusedException(code, "the registered certificate must be of X.509");
    }
  }

  private static JWSObject parse(String jws, Code code) {
    try {
      return JWSObject.parse(jws);
    } catch (ParseException | IllegalArgumentException e) {
      throw new RefusedException(code, "expected a signed word in the compact form of RFC 7515");
    }
  }
}
