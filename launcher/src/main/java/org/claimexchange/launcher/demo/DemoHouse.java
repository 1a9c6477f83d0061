package org.claimexchange.launcher.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.claimexchange.launcher.Exchange;
import org.claimexchange.launcher.process.ChildProcess;
import org.claimexchange.launcher.process.Jars;
import org.claimexchange.samples.bureau.BureauMain;
import org.claimexchange.samples.hospital.HospitalMain;
import org.claimexchange.samples.natives.NativeAgent;

/**
 * All processes of the demo: the server; two hospitals, the first with the guard inside, the second
 * a plain FHIR server behind a guard of its own; a third without FHIR, of which only the agent
 * runs; the medical-insurance bureau. Stops them when closed.
 */
public final class DemoHouse implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final List<Integer> HOSPITALS = List.of(1, 2);
  private static final int BEHIND_GUARD = 2;
  private static final String NATIVE = "hospital-3";
  private static final String BUREAU = "bureau";

  private final List<ChildProcess> processes = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final DemoFolder folder;
  private final DemoPorts ports;
  private final Optional<DemoNetwork> network;
  private final Clock clock;

  private DemoHouse(
      DemoFolder folder, DemoPorts ports, Optional<DemoNetwork> network, Clock clock) {
    this.folder = folder;
    this.ports = ports;
    this.network = network;
    this.clock = clock;
  }

  /**
   * Starts everything and returns once all of it answers.
   *
   * @param network the ledger, stopped with the rest; the embedded one where empty
   */
  static DemoHouse start(
      Path home, DemoFolder folder, DemoPorts ports, Optional<DemoNetwork> network, Clock clock)
      throws IOException, InterruptedException {
    DemoHouse house = new DemoHouse(folder, ports, network, clock);
    try {
      house.startAll(home);
      return house;
    } catch (IOException | InterruptedException | RuntimeException e) {
      house.close();
      throw e;
    }
  }

  private void startAll(Path home) throws IOException, InterruptedException {
    ChildProcess server =
        run("server", settings(Jars.server(home)), folder.logs().resolve("server.log"));
    List<ChildProcess> hospitals = new ArrayList<>();
    for (int number : HOSPITALS) {
      Path config = folder.handover().resolve("hospital-" + number + ".json");
      List<String> command = Jars.sample(HospitalMain.class);
      command.add(config.toString());
      if (number == BEHIND_GUARD) {
        command.addAll(List.of(HospitalMain.BEHIND, Integer.toString(ports.behindGuard())));
      }
      hospitals.add(
          run("hospital " + number, command, folder.logs().resolve("hospital-" + number + ".log")));
    }
    ChildProcess bureau = run(BUREAU, bureau(), folder.logs().resolve("bureau.log"));
    Path settings = agentSettings();
    // They wait for their configuration by themselves: the server writes it.
    server.await(() -> answers(ports.server().resolve("actuator/health/readiness")), PATIENCE);
    hospitals.add(
        run("guard of hospital " + BEHIND_GUARD, guard(), folder.logs().resolve("guard-2.log")));
    ChildProcess agent =
        run("agent of hospital 3", agent(settings), folder.logs().resolve("agent-3.log"));
    for (int number : HOSPITALS) {
      URI metadata = URI.create("http://localhost:" + ports.hospital(number) + "/fhir/metadata");
      // The last process answers for the second hospital, and only once that answers itself.
      ChildProcess front = hospitals.get(number == BEHIND_GUARD ? 2 : number - 1);
      front.await(() -> answers(metadata), PATIENCE);
    }
    URI nonce = URI.create("http://localhost:" + ports.bureau() + "/release/nonce");
    // Without a token it turns everybody away.
    bureau.await(() -> answers(nonce, 401), PATIENCE);
    // It answers nobody; it begins its log once it has read its settings.
    agent.await(() -> Files.exists(settings.resolveSibling("guard.log")), PATIENCE);
  }

  /** What an operator of the third hospital would type. */
  private static List<String> agent(Path settings) {
    List<String> command = Jars.sample(Exchange.class);
    command.addAll(List.of("agent", "--config=" + settings));
    return command;
  }

  private List<String> bureau() {
    List<String> command = Jars.sample(BureauMain.class);
    command.add(folder.handover().resolve(BUREAU + ".json").toString());
    return command;
  }

  /** Writes the third hospital's export, as of an hour ago, and what its agent is told. */
  private Path agentSettings() throws IOException {
    return NativeAgent.prepare(
        folder.nativeHospital(),
        NATIVE,
        URI.create("http://localhost:" + ports.first()),
        folder.handover(),
        clock);
  }

  /** What an operator of the second hospital would type. */
  private List<String> guard() {
    String inner = "http://127.0.0.1:" + ports.behindGuard();
    List<String> command = Jars.sample(Exchange.class);
    command.addAll(
        List.of(
            "guard",
            "--upstream=" + inner + "/fhir",
            "--upstream-token=" + inner + "/oauth2/token",
            "--participant=hospital-" + BEHIND_GUARD,
            "--listen=127.0.0.1:" + ports.hospital(BEHIND_GUARD),
            "--public-url=http://localhost:" + ports.hospital(BEHIND_GUARD),
            "--trust=" + folder.handover().resolve("trust"),
            "--log=" + folder.handover().resolve("hospital-" + BEHIND_GUARD + "-guard.log")));
    return command;
  }

  private List<String> settings(List<String> command) {
    command.add("--server.port=" + ports.first());
    command.add("--server.address=127.0.0.1");
    command.add("--exchange.public-url=http://localhost:" + ports.first());
    command.add("--exchange.data=" + folder.data());
    command.add("--exchange.embedded.provider-port=" + ports.provider());
    network.ifPresent(ledger -> command.addAll(ledger.settings()));
    for (int number : HOSPITALS) {
      command.add("--sample.hospital-" + number + ".port=" + ports.hospital(number));
      command.add("--sample.hospital-" + number + ".admin-port=" + ports.hospitalAdmin(number));
    }
    command.add("--sample.bureau.port=" + ports.bureau());
    command.add("--exchange.sources." + NATIVE + ".kind=agent");
    command.add("--exchange.sources." + BUREAU + ".kind=documents");
    return command;
  }

  private ChildProcess run(String name, List<String> command, Path log) throws IOException {
    ChildProcess process = ChildProcess.start(name, command, log);
    processes.add(process);
    return process;
  }

  private boolean answers(URI address) {
    return answers(address, 200);
  }

  private boolean answers(URI address, int status) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(2)).GET().build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == status;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    processes.reversed().forEach(ChildProcess::close);
    network.ifPresent(DemoNetwork::close);
    http.close();
  }
}
