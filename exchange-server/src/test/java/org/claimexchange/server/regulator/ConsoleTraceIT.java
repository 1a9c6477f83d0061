package org.claimexchange.server.regulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.claimexchange.server.regulator.sample.SampleCase;
import org.claimexchange.server.regulator.sample.SampleLedger;
import org.claimexchange.server.regulator.trace.ConsentFinder;
import org.claimexchange.server.regulator.trace.TraceEvent;
import org.claimexchange.server.regulator.trace.Tracer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(ConsoleWorld.Extension.class)
class ConsoleTraceIT {
  @Test
  void theWholeHistoryComesFromTheLedgerAlone(ConsoleWorld world) throws Exception {
    SampleCase one = SampleCase.granted(world.ledger()).released().deliveredAndReceived();
    one.withdrawn();
    world.cases().lose(one.id());

    var trace = world.bean(Tracer.class).trace(one.id()).orElseThrow();

    assertThat(trace.events())
        .extracting(TraceEvent::kind)
        .containsExactly(
            TraceEvent.Kind.REQUESTED,
            TraceEvent.Kind.GRANTED,
            TraceEvent.Kind.RELEASED,
            TraceEvent.Kind.DELIVERED,
            TraceEvent.Kind.RECEIVED,
            TraceEvent.Kind.WITHDRAWN);
    assertThat(trace.events()).allMatch(event -> event.block().isPresent());
    assertThat(trace.events().get(1).transactionId()).isEqualTo(one.grantTransaction());
    assertThat(trace.releases()).singleElement();
    assertThat(trace.releases().getFirst().deliveries().getFirst().receipt()).hasSize(1);
  }

  @Test
  void aConsentIsFoundByItsReceiptAndByAnyOfItsTransactions(ConsoleWorld world) throws Exception {
    SampleCase one = world.kept(SampleCase.granted(world.ledger()).released());
    var finder = world.bean(ConsentFinder.class);
    var found = new ConsentFinder.Found.Consent(one.id());

    assertThat(finder.find(" " + one.id().substring(0, 11) + " " + one.id().substring(11)))
        .isEqualTo(found);
    for (TraceEvent event : world.bean(Tracer.class).trace(one.id()).orElseThrow().events()) {
      assertThat(eventually(() -> finder.find(event.transactionId()), found)).isEqualTo(found);
    }
    assertThat(finder.find("0".repeat(64))).isInstanceOf(ConsentFinder.Found.Nothing.class);
    assertThat(finder.find("陈静")).isInstanceOf(ConsentFinder.Found.NotANumber.class);
  }

  @Test
  void aConsentIsFoundByInsurerAndTime(ConsoleWorld world) throws Exception {
    SampleCase one = world.kept(SampleCase.granted(world.ledger()));
    var officer = ConsoleBrowser.loggedIn(world);
    String today = Instant.now().plus(Duration.ofHours(8)).toString().substring(0, 10);

    var found =
        officer.post(
            "/console/search", Map.of("insurer", SampleLedger.INSURER, "from", today, "to", today));
    var before =
        officer.post(
            "/console/search",
            Map.of("insurer", SampleLedger.INSURER, "from", "2026-01-01", "to", "2026-01-02"));

    assertThat(found.body()).contains(one.id()).doesNotContain("陈静");
    assertThat(before.body()).contains("这段时间没有授权").doesNotContain(one.id());
  }

  @Test
  void theTraceShowsNoNameUntilAReasonIsGivenAndRecorded(ConsoleWorld world) throws Exception {
    SampleCase one = world.kept(SampleCase.granted(world.ledger()));
    var officer = ConsoleBrowser.loggedIn(world);
    String page = "/console/consents/" + one.id();

    var trace = officer.get(page);
    var tooShort =
        officer.post(page + "/identity", Map.of("ground", "COMPLAINT", "reason", "  看 "));
    var shown =
        officer.post(page + "/identity", Map.of("ground", "COMPLAINT", "reason", "核查信访件 2026-118"));
    var log = officer.get("/console/accesses");

    assertThat(trace.body()).contains(one.grantTransaction()).doesNotContain("陈静", "310101");
    assertThat(tooShort.body()).contains("请用至少 4 个字说明理由").doesNotContain("陈静");
    assertThat(shown.body()).contains("陈静", "310***********4322").doesNotContain("3101011985");
    assertThat(log.body()).contains(one.id(), "核查信访件 2026-118", "officer.zhou");
  }

  @Test
  void nobodyChangesARecordedAccess(ConsoleWorld world) throws Exception {
    SampleCase one = world.kept(SampleCase.granted(world.ledger()));
    ConsoleBrowser.loggedIn(world)
        .post(
            "/console/consents/" + one.id() + "/identity",
            Map.of("ground", "INCIDENT", "reason", "演练中的事件"));
    JdbcClient database = JdbcClient.create(world.database());

    assertThatThrownBy(() -> database.sql("delete from regulator_access").update())
        .hasMessageContaining("never changed or removed");
    assertThatThrownBy(
            () -> database.sql("update regulator_access set officer = 'nobody'").update())
        .hasMessageContaining("never changed or removed");
  }

  @Test
  void registersStatisticsAndEnglishAreThere(ConsoleWorld world) throws Exception {
    world.kept(SampleCase.granted(world.ledger()));
    var officer = ConsoleBrowser.loggedIn(world);

    var registers = officer.get("/console/registers");
    var statistics = officer.get("/console/statistics");
    var switched =
        officer.post("/console/language", Map.of("language", "en", "back", "/console/registers"));
    var english = officer.get("/console/registers");

    assertThat(registers.body())
        .contains("安心示范保险", "重算的根与账本一致", "https://id.example/")
        .doesNotContain("重算的根与账本不一致");
    assertThat(statistics.body()).contains("最近 14 天的授权", "授权签署");
    assertThat(switched.headers().firstValue("Location").orElse("")).endsWith("/console/registers");
    assertThat(english.body()).contains("Recomputed root agrees with the ledger", "lang=\"en\"");
  }

  private static <T> T eventually(java.util.function.Supplier<T> asked, T expected)
      throws InterruptedException {
    Instant last = Instant.now().plusSeconds(15);
    T found = asked.get();
    while (!found.equals(expected) && Instant.now().isBefore(last)) {
      Thread.sleep(100);
      found = asked.get();
    }
    return found;
  }
}
