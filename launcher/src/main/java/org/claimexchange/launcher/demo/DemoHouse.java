package org.claimexchange.launcher.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.claimexchange.launcher.Exchange;
import org.claimexchange.launcher.process.ChildProcess;
import org.claimexchange.launcher.process.Jars;
import org.claimexchange.samples.hospital.HospitalMain;

/**
 * All processes of the demo: the server and two hospitals, the first with the guard inside, the
 * second a plain FHIR server behind a guard of its own. Stops them when closed.
 */
public final class DemoHouse implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final List<Integer> HOSPITALS = List.of(1, 2);
  private static final int BEHIND_GUARD = 2;

  private final List<ChildProcess> processes = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final DemoFolder folder;
  private final DemoPorts ports;
  private final Optional<DemoNetwork> network;

  private DemoHouse(DemoFolder folder, DemoPorts ports, Optional<DemoNetwork> network) {
    this.folder = folder;
    this.ports = ports;
    this.network = network;
  }

  /**
   * Starts everything and returns once all of it answers.
   *
   * @param network the ledger, stopped with the rest; the embedded one where empty
   */
  static DemoHouse start(
      Path home, DemoFolder folder, DemoPorts ports, Optional<DemoNetwork> network)
      throws IOException, InterruptedException {
    DemoHouse house = new DemoHouse(folder, ports, network);
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
    // The hospitals wait for their configuration by themselves: the server writes it.
    server.await(() -> answers(ports.server().resolve("actuator/health/readiness")), PATIENCE);
    hospitals.add(
        run("guard of hospital " + BEHIND_GUARD, guard(), folder.logs().resolve("guard-2.log")));
    for (int number : HOSPITALS) {
      URI metadata = URI.create("http://localhost:" + ports.hospital(number) + "/fhir/metadata");
      // The last process answers for the second hospital, and only once that answers itself.
      ChildProcess front = hospitals.get(number == BEHIND_GUARD ? 2 : number - 1);
      front.await(() -> answers(metadata), PATIENCE);
    }
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
    return command;
  }

  private ChildProcess run(String name, List<String> command, Path log) throws IOException {
    ChildProcess process = ChildProcess.start(name, command, log);
    processes.add(process);
    return process;
  }

  private boolean answers(URI address) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(2)).GET().build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
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
