package org.claimexchange.chaincode.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceSettingsTest {
  @TempDir private Path folder;
  private final Map<String, String> settings = new HashMap<>();
  private final Authority authority = new Authority("exchange");

  @BeforeEach
  void rightSettings() throws IOException {
    Authority.Issued own = authority.issue(folder, "chaincode");
    settings.put(ServiceSettings.ADDRESS, "127.0.0.1:9999");
    settings.put(ServiceSettings.PACKAGE_ID, "consent_0.1.0:5f3c");
    settings.put(ServiceSettings.KEY, own.key().toString());
    settings.put(ServiceSettings.CERTIFICATE, own.certificate().toString());
    settings.put(ServiceSettings.PEER_ROOTS, authority.root(folder).toString());
  }

  @Test
  void withWhatIsNeededTlsIsOnAndHealthIsToldNowhere() throws WrongSettingsException {
    ServiceSettings read = ServiceSettings.read(settings, Clock.systemUTC());

    assertThat(read.tls()).isPresent();
    assertThat(read.health()).isEmpty();
    assertThat(read.stopWithin()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void tlsIsOffOnlyWhereThatIsSaid() throws WrongSettingsException {
    settings.put(ServiceSettings.TLS, "false");

    assertThat(ServiceSettings.read(settings, Clock.systemUTC()).tls()).isEmpty();

    settings.put(ServiceSettings.TLS, "off");
    assertThat(problems())
        .containsExactly("CORE_PEER_TLS_ENABLED must be true or false, found off");
  }

  @Test
  void withoutTlsItListensOnThisMachineOnly() throws WrongSettingsException {
    settings.put(ServiceSettings.TLS, "false");
    for (String open : List.of("0.0.0.0:9999", "[::]:9999", "192.0.2.7:9999")) {
      settings.put(ServiceSettings.ADDRESS, open);
      assertThat(problems())
          .singleElement()
          .asString()
          .contains("loopback interface", "found " + open);
    }

    settings.put(ServiceSettings.ADDRESS, "[::1]:9999");
    assertThat(ServiceSettings.read(settings, Clock.systemUTC()).tls()).isEmpty();
  }

  @Test
  void everyWrongSettingHasItsSentence() {
    settings.clear();
    settings.put(ServiceSettings.ADDRESS, "127.0.0.1:70000");
    settings.put(ServiceSettings.HEALTH, "nowhere");
    settings.put(ServiceSettings.STOP_WITHIN, "soon");

    assertThat(problems())
        .hasSize(7)
        .anyMatch(one -> one.startsWith("CHAINCODE_SERVER_ADDRESS must be a host and a port"))
        .anyMatch(one -> one.startsWith("CORE_CHAINCODE_ID_NAME must be the id"))
        .anyMatch(one -> one.startsWith("CHAINCODE_HEALTH_ADDRESS must be a host and a port"))
        .anyMatch(one -> one.startsWith("CHAINCODE_STOP_WITHIN_SECONDS must be a number"))
        .anyMatch(one -> one.startsWith("CORE_TLS_CLIENT_KEY_FILE must name a PEM file"))
        .anyMatch(one -> one.startsWith("CORE_TLS_CLIENT_CERT_FILE must name a PEM file"))
        .anyMatch(one -> one.startsWith("CORE_PEER_TLS_ROOTCERT_FILE must name a PEM file"));
  }

  @Test
  void aKeyOfAnotherCertificateIsRefused() throws IOException {
    settings.put(ServiceSettings.KEY, authority.issue(folder, "other").key().toString());

    assertThat(problems())
        .containsExactly(
            "CORE_TLS_CLIENT_KEY_FILE must hold the key of the certificate in"
                + " CORE_TLS_CLIENT_CERT_FILE, found another one");
  }

  @Test
  void anExpiredCertificateIsRefused() throws IOException {
    Authority.Issued old = authority.expired(folder, "old");
    settings.put(ServiceSettings.KEY, old.key().toString());
    settings.put(ServiceSettings.CERTIFICATE, old.certificate().toString());

    assertThat(problems()).singleElement().asString().contains("is valid from", "and now is");
  }

  @Test
  void filesThatAreMissingOrHoldSomethingElseAreNamed() throws IOException {
    Path noPem = Files.writeString(folder.resolve("notes.txt"), "密钥在保险柜里");
    settings.put(ServiceSettings.KEY, noPem.toString());
    settings.put(ServiceSettings.CERTIFICATE, noPem.toString());
    settings.put(ServiceSettings.PEER_ROOTS, folder.resolve("none.pem").toString());

    assertThat(problems())
        .containsExactly(
            "CORE_TLS_CLIENT_KEY_FILE must hold an unencrypted private key in PEM, found none in "
                + noPem,
            "CORE_TLS_CLIENT_CERT_FILE must hold certificates in PEM, found none in " + noPem,
            "CORE_PEER_TLS_ROOTCERT_FILE must name a file that can be read, found none: "
                + folder.resolve("none.pem"));
  }

  private List<String> problems() {
    return catchThrowableOfType(
            WrongSettingsException.class, () -> ServiceSettings.read(settings, Clock.systemUTC()))
        .problems();
  }
}
