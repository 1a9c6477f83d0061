package org.claimexchange.server.setup;

import com.nimbusds.jose.JOSEException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.text.ParseException;
import java.util.Map;
import org.claimexchange.server.vault.EvaluationCertificates;
import org.claimexchange.server.vault.Pem;
import org.claimexchange.server.vault.VaultException;

/**
 * The keys of an insurer of the embedded set-up: its own, from a folder, or made for it and laid
 * down below {@code handover/}.
 *
 * @param clientJwks public keys for client assertions, a JWK set
 * @param signing certificate with which it signs receipts
 * @param encryption certificate that packages are encrypted to
 */
record SampleInsurerKeys(String clientJwks, X509Certificate signing, X509Certificate encryption) {

  static SampleInsurerKeys of(
      EmbeddedProperties.Insurer insurer,
      Handover handover,
      String publicUrl,
      EvaluationCertificates certificates,
      SecureRandom random) {
    try {
      if (!insurer.keys().isBlank()) {
        return read(Path.of(insurer.keys()));
      }
      if (!handover.has(insurer.id() + "/encryption.pem")) {
        make(insurer, handover, certificates, random);
      }
      handover.json(
          insurer.id() + "/client.json",
          Map.of(
              "clientId", insurer.id(),
              "tokenUrl", publicUrl + "/oauth2/token",
              "fhirUrl", publicUrl + "/fhir"));
      return read(handover.path(insurer.id()));
    } catch (IOException | GeneralSecurityException | JOSEException | ParseException e) {
      throw new VaultException("the keys of " + insurer.id() + " cannot be used", e);
    }
  }

  private static SampleInsurerKeys read(Path folder) throws IOException, GeneralSecurityException {
    return new SampleInsurerKeys(
        Files.readString(folder.resolve("client-keys.json")),
        Pem.certificate(Files.readString(folder.resolve("signing.pem"))),
        Pem.certificate(Files.readString(folder.resolve("encryption.pem"))));
  }

  private static void make(
      EmbeddedProperties.Insurer insurer,
      Handover handover,
      EvaluationCertificates certificates,
      SecureRandom random)
      throws GeneralSecurityException, JOSEException, ParseException {
    SampleClientKey.make(handover, insurer.id(), random);
    String folder = insurer.id() + "/";
    var signing = certificates.ownSigner(insurer.name() + " evaluation signing");
    handover.text(folder + "signing-key.pem", Pem.of(signing.key()));
    handover.text(folder + "signing.pem", Pem.of(signing.certificate()));
    var encryption = certificates.ownRecipient(insurer.name() + " evaluation encryption");
    handover.text(folder + "encryption-key.pem", Pem.of(encryption.key()));
    // Last: it says that all the others are there.
    handover.text(folder + "encryption.pem", Pem.of(encryption.certificate()));
  }
}
