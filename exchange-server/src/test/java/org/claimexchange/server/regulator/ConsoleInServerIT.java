package org.claimexchange.server.regulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.server.ExchangeServer;
import org.claimexchange.server.regulator.casefile.CaseFiles;
import org.claimexchange.server.regulator.casefile.CaseSearch;
import org.claimexchange.server.regulator.casefile.StoredCaseFiles;
import org.claimexchange.server.regulator.sample.SampleLedger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** The console in the whole server, as the embedded set-up starts it. */
class ConsoleInServerIT {
  @Test
  void theHandedOverAccountOpensTheConsoleAndNobodyElseDoes(@TempDir Path data) throws Exception {
    int provider = freePort();
    try (ConfigurableApplicationContext server =
        ExchangeServer.application()
            .run(
                "--server.port=0",
                "--exchange.data=" + data,
                "--exchange.embedded.provider-port=" + provider,
                "--exchange.ledger.embedded.chaincode-jar=" + SampleLedger.chaincode())) {
      UnaryOperator<String> url =
          path ->
              "http://localhost:"
                  + server.getEnvironment().getRequiredProperty("local.server.port")
                  + path;
      ConsoleBrowser stranger = new ConsoleBrowser(url);
      ConsoleBrowser officer = ConsoleBrowser.loggedIn(url, "regulator", password(data));

      var registers = officer.get("/console/registers");
      var search =
          officer.post(
              "/console/search", Map.of("insurer", "", "from", "2026-01-01", "to", "2099-01-01"));
      var nothing = stranger.get("/console/registers");

      assertThat(registers.body())
          .contains("安心示范财产保险股份有限公司", "示范第一医院", "重算的根与账本一致")
          .doesNotContain("重算的根与账本不一致");
      assertThat(search.body()).contains("这段时间没有授权");
      assertThat(officer.get("/console/statistics").body()).contains("账本初始化");
      assertThat(nothing.statusCode()).isEqualTo(302);
      assertThat(nothing.body()).isEmpty();
      emptyTablesHoldNoCase(server.getBean(CaseFiles.class));
    }
  }

  private static void emptyTablesHoldNoCase(CaseFiles files) {
    Instant now = Instant.now();
    assertThat(files).isInstanceOf(StoredCaseFiles.class);
    assertThat(files.find("AAAAAAAAAAAAAAAAAAAAAA")).isEmpty();
    assertThat(files.search(new CaseSearch("insurer-anxin", Instant.EPOCH, now, 10))).isEmpty();
    assertThat(files.countsSince(now.minus(Duration.ofDays(14)))).isEmpty();
    assertThat(files.countsByStanding()).isEmpty();
  }

  private static String password(Path data) throws Exception {
    Path people = data.resolve("handover").resolve("people.json");
    for (JsonNode person : CanonicalJson.read(Files.readAllBytes(people), JsonNode.class)) {
      if (person.path("username").asText().equals("regulator")) {
        return person.path("password").asText();
      }
    }
    throw new AssertionError("the regulator's account was not handed over");
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
