package org.claimexchange.server.setup;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Instant;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.register.Relation;
import org.claimexchange.model.register.RelationWord;
import org.claimexchange.server.vault.EvaluationCertificates;
import org.claimexchange.server.vault.Pem;
import org.claimexchange.server.vault.VaultException;

/**
 * The key with which a source of the embedded set-up signs what it says, laid down below {@code
 * handover/}.
 *
 * @param key the private key
 * @param signing its certificate
 */
record SampleSourceKeys(PrivateKey key, X509Certificate signing) {

  static SampleSourceKeys of(
      EmbeddedProperties.Source source, Handover handover, EvaluationCertificates certificates) {
    try {
      if (!handover.has(source.id() + "/signing.pem")) {
        var issued = certificates.ownSigner(source.name() + " evaluation signing");
        handover.text(source.id() + "/signing-key.pem", Pem.of(issued.key()));
        // Last: it says that the other is there.
        handover.text(source.id() + "/signing.pem", Pem.of(issued.certificate()));
      }
      Path folder = handover.path(source.id());
      return new SampleSourceKeys(
          Pem.ecKey(Files.readString(folder.resolve("signing-key.pem"))),
          Pem.certificate(Files.readString(folder.resolve("signing.pem"))));
    } catch (IOException | GeneralSecurityException e) {
      throw new VaultException("the keys of " + source.id() + " cannot be used", e);
    }
  }

  /** The source's word that it saw the proof of a relation. */
  String say(Relation relation, Instant seenAt) {
    try {
      JWSObject word =
          new JWSObject(
              new JWSHeader(JWSAlgorithm.ES256),
              new Payload(CanonicalJson.write(RelationWord.of(relation, seenAt))));
      word.sign(new ECDSASigner((ECPrivateKey) key));
      return word.serialize();
    } catch (JOSEException e) {
      throw new VaultException("the word of a source cannot be signed", e);
    }
  }

  @Override
  public String toString() {
    return "SampleSourceKeys[" + signing.getSubjectX500Principal() + "]";
  }
}
