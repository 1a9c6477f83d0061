package org.claimexchange.samples.insurer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;

/**
 * What an insurer holds: who it is at the exchange, the key of its client, the key with which it
 * signs receipts, and where the key lies that opens packages. It hides itself from logs.
 *
 * @param clientId its participant id, which is also its client id
 * @param token the exchange's token endpoint
 * @param fhir the exchange's FHIR base, without a slash at the end
 * @param client EC P-384 with a key id (SMART Backend Services)
 * @param signing key of its registered signing certificate
 * @param encryption PEM file with the private key of its registered encryption certificate
 */
public record InsurerKeys(
    String clientId, URI token, URI fhir, ECKey client, JWK signing, Path encryption) {
  /**
   * Reads a folder with {@code client.json}, {@code client-key.jwk}, {@code signing-key.pem},
   * {@code signing.pem} and {@code encryption-key.pem}.
   *
   * @throws IOException if a file is missing or not what it should be
   */
  public static InsurerKeys read(Path folder) throws IOException {
    JsonNode client = new ObjectMapper().readTree(folder.resolve("client.json").toFile());
    try {
      return new InsurerKeys(
          client.path("clientId").asText(),
          URI.create(client.path("tokenUrl").asText()),
          URI.create(client.path("fhirUrl").asText()),
          ECKey.parse(Files.readString(folder.resolve("client-key.jwk"))),
          JWK.parseFromPEMEncodedObjects(
              Files.readString(folder.resolve("signing-key.pem"))
                  + Files.readString(folder.resolve("signing.pem"))),
          folder.resolve("encryption-key.pem"));
    } catch (ParseException | JOSEException e) {
      throw new IOException("a key in " + folder + " cannot be read", e);
    }
  }

  @Override
  public String toString() {
    return "InsurerKeys[" + clientId + "]";
  }
}
