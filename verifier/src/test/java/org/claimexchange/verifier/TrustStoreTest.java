package org.claimexchange.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.claimexchange.model.register.Counter;
import org.claimexchange.verifier.certificate.CertificateException;
import org.claimexchange.verifier.certificate.Pem;
import org.claimexchange.verifier.consent.TrustedProvider;
import org.claimexchange.verifier.sample.Authority;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A provider's file says for which of its clients a token counts, or is refused. */
class TrustStoreTest {
  @TempDir Path folder;

  @BeforeEach
  void roots() throws IOException {
    X509Certificate root =
        Authority.root("C=CN,CN=ca.RegulatorMSP", Instant.parse("2026-11-20T02:30:00Z"))
            .certificate();
    for (String file : List.of("ledger/RegulatorMSP.pem", "signers/root.pem")) {
      Files.createDirectories(folder.resolve(file).getParent());
      Files.writeString(folder.resolve(file), Pem.write(root));
    }
    Files.createDirectories(folder.resolve("providers"));
  }

  @Test
  void audiencesAndCountersAreRead() throws Exception {
    assertThat(
            provider(
                """
                {"issuer":"https://id.example.sh.cn","audiences":["claim-exchange-page"],
                 "counters":[{"audience":"ruihua-counter","participant":"hospital-ruihua"}],
                 "keys":[]}\
                """))
        .isEqualTo(
            new TrustedProvider(
                "https://id.example.sh.cn",
                List.of("claim-exchange-page"),
                List.of(new Counter("ruihua-counter", "hospital-ruihua")),
                List.of()));
  }

  @Test
  void whereNobodySignsAtCountersNoneNeedBeNamed() throws Exception {
    assertThat(
            provider("{\"issuer\":\"https://id.cn\",\"audiences\":[\"page\"],\"keys\":[]}")
                .counters())
        .isEmpty();
  }

  @Test
  void aFileWithoutAudiencesSaysWhatToAdd() {
    for (String audiences : List.of("", "\"audiences\":[],", "\"audiences\":\"page\",")) {
      assertThatThrownBy(
              () -> provider("{\"issuer\":\"https://id.cn\"," + audiences + "\"keys\":[]}"))
          .isInstanceOf(CertificateException.class)
          .hasMessageContaining("embedded.json: names no audiences")
          .hasMessageContaining("add \"audiences\"");
    }
  }

  @Test
  void whatIsNotTheFormIsNotRead() {
    for (String json :
        List.of(
            "[]",
            "{\"audiences\":[\"page\"],\"keys\":[]}",
            "{\"issuer\":\"https://id.cn\",\"audiences\":[null],\"keys\":[]}",
            "{\"issuer\":\"https://id.cn\",\"audiences\":[\"page\"],\"counters\":{},\"keys\":[]}",
            "{\"issuer\":\"https://id.cn\",\"audiences\":[\"page\"],\"keys\":[],\"more\":1}")) {
      assertThatThrownBy(() -> provider(json))
          .isInstanceOf(CertificateException.class)
          .hasMessageContaining("expected issuer, audiences, keys");
    }
  }

  private TrustedProvider provider(String json) throws IOException, CertificateException {
    Files.writeString(folder.resolve("providers/embedded.json"), json);
    return TrustStore.load(folder).providers().get(0);
  }
}
