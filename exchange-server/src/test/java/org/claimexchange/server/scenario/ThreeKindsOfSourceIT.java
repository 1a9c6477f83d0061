package org.claimexchange.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.claimexchange.agent.RunningAgent;
import org.claimexchange.agent.RunningAgent.Manner;
import org.claimexchange.agent.SourceAgent.Round;
import org.claimexchange.agent.config.ConfigFile;
import org.claimexchange.model.consent.DateRange;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.VisitKind;
import org.claimexchange.samples.bureau.Bureau;
import org.claimexchange.samples.hospital.HospitalConfig;
import org.claimexchange.samples.natives.NativeAgent;
import org.claimexchange.samples.natives.NativeHospital;
import org.claimexchange.server.release.PullRow;
import org.claimexchange.server.release.ReleaseTable;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One claim of a FHIR hospital, a hospital with an agent, and the medical-insurance bureau. */
class ThreeKindsOfSourceIT {
  private static final String NATIVE = "hospital-3";
  private static final String BUREAU = "bureau";
  private static final Part NATIVE_STAY =
      new Part(
          NATIVE,
          List.of(NativeHospital.WANG_STAY),
          new DateRange(LocalDate.of(2026, 9, 21), LocalDate.of(2026, 9, 26)),
          List.of(),
          Claims.FIRST_STAY.categories(),
          List.of(),
          false);
  private static final Part PURCHASES =
      new Part(
          BUREAU,
          List.of(),
          new DateRange(LocalDate.of(2026, 9, 1), LocalDate.of(2026, 10, 31)),
          List.of(VisitKind.INPATIENT, VisitKind.PHARMACY),
          List.of("visit", "diagnosis", "fee-list", "settlement"),
          List.of(),
          false);

  @TempDir static Path data;
  @TempDir Path folder;
  private static RunningExchange exchange;
  private static Bureau bureau;
  private static Path agent;

  private final List<String> said = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    exchange =
        RunningExchange.start(
            data,
            RunningExchange.freePort(),
            List.of("hospital-1"),
            List.of(
                "--sample.bureau.port=" + RunningExchange.freePort(),
                "--exchange.sources.hospital-3.kind=agent",
                "--exchange.sources.bureau.kind=documents"));
    HospitalConfig known = HospitalConfig.read(exchange.handover().resolve("bureau.json"));
    bureau = Bureau.start(Bureau.Setup.of(known), Clock.systemUTC(), new SecureRandom());
    String address = exchange.uri("").toString();
    agent =
        NativeAgent.prepare(
            Files.createDirectories(data.resolve("hospital-3")),
            NATIVE,
            URI.create(address),
            exchange.handover(),
            Clock.systemUTC());
  }

  @AfterAll
  static void stop() throws Exception {
    bureau.close();
    exchange.close();
  }

  private Round runAgent() throws Exception {
    try (RunningAgent running =
        RunningAgent.open(
            ConfigFile.read(agent),
            new Manner(false, false, said::add, pause -> {}),
            Clock.systemUTC(),
            new SecureRandom())) {
      return running.agent().once();
    }
  }

  @Test
  void one_package_holds_a_document_of_each_and_their_own_files_untouched() throws Exception {
    // given: the patient grants all three parts; what is still missing is what the agent sends
    Carried claim = Carried.granted(exchange, Claims.FIRST_STAY, NATIVE_STAY, PURCHASES);
    Carried.await(() -> problems(claim).contains("NOT_HANDED_OVER"), "a part for the agent");

    // when
    Round round = runAgent();

    // then
    assertThat(round.complete()).as(said.toString()).isEqualTo(1);
    claim.awaitStatus(Task.TaskStatus.COMPLETED);
    Path files = claim.open(folder);
    List<String> documents = texts(files.resolve("documents"));
    assertThat(documents).hasSize(3);
    assertThat(documents.get(0)).contains("ZY2026031207").doesNotContain("桡骨远端骨折");
    assertThat(documents.get(1)).contains(NativeHospital.WANG_STAY, "桡骨远端骨折", "接骨板");
    assertThat(documents.get(2)).contains("示范大药房人民路店", "苯磺酸氨氯地平片", NativeHospital.NAME);
    assertThat(documents)
        .allSatisfy(one -> assertThat(one).contains("310101198503029974").doesNotContain("陈志强"));
    // and: seven files of the hospital and two of the bureau, byte for byte; nobody asked for the
    // hospital's front page, so that stays where it is
    assertThat(Carried.originals(files)).hasSize(9);
    Path export = agent.resolveSibling("export/202609").resolve(NativeHospital.WANG_STAY);
    String frontPage = Files.readString(export.resolve("病案首页.csv"), StandardCharsets.ISO_8859_1);
    List<String> had = contents(export);
    assertThat(had).hasSize(8).contains(frontPage);
    had.remove(frontPage);
    assertThat(contents(files.resolve("originals"))).containsAll(had).doesNotContain(frontPage);
    assertThat(texts(files.resolve("originals")))
        .anySatisfy(one -> assertThat(one).contains("P31019900021", "3120261002004"))
        .noneSatisfy(one -> assertThat(one).contains("3120260831001"));
  }

  private static List<String> problems(Carried claim) {
    return exchange.bean(ReleaseTable.class).pulls(claim.release().id()).stream()
        .map(PullRow::problem)
        .toList();
  }

  /** The files' bytes, each as Latin-1 text, so that they compare and print. */
  private static List<String> contents(Path folder) throws IOException {
    List<String> all = new ArrayList<>();
    for (Path file : sorted(folder)) {
      all.add(Files.readString(file, StandardCharsets.ISO_8859_1));
    }
    return all;
  }

  private static List<String> texts(Path folder) throws IOException {
    List<String> all = new ArrayList<>();
    for (Path file : sorted(folder)) {
      all.add(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    }
    return all;
  }

  private static List<Path> sorted(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
