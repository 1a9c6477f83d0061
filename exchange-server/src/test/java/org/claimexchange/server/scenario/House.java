package org.claimexchange.server.scenario;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.claimexchange.samples.hospital.Hospital;
import org.claimexchange.samples.hospital.HospitalConfig;
import org.claimexchange.samples.insurer.Claim;
import org.claimexchange.samples.insurer.InsurerClient;
import org.claimexchange.samples.insurer.InsurerKeys;
import org.claimexchange.samples.patient.PatientClient;
import org.claimexchange.verifier.PackageVerifier;
import org.claimexchange.verifier.TrustStore;
import org.claimexchange.verifier.VerificationInput;
import org.claimexchange.verifier.VerificationReport;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Server, hospitals, insurers and patients on this machine; one for all scenarios of a run. */
final class House implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  final Clock clock = Clock.systemUTC();
  final SecureRandom random = new SecureRandom();
  final ServerProcess server;
  final Hospital first;
  final Hospital second;
  final Path folder;
  private final URI base;

  private House(Path folder, URI base, ServerProcess server, Hospital first, Hospital second) {
    this.folder = folder;
    this.base = base;
    this.server = server;
    this.first = first;
    this.second = second;
  }

  static House start() throws Exception {
    Path folder = Files.createTempDirectory("scenario");
    List<Integer> ports = freePorts(4);
    URI base = URI.create("http://localhost:" + ports.get(0) + "/");
    List<String> settings =
        List.of(
            "--server.port=" + ports.get(0),
            "--server.address=127.0.0.1",
            "--exchange.public-url=http://localhost:" + ports.get(0),
            "--exchange.data=" + folder.resolve("data"),
            "--exchange.ledger.embedded.chaincode-jar=" + System.getProperty("chaincode.jar"),
            "--exchange.embedded.provider-port=" + ports.get(1),
            "--sample.hospital-1.port=" + ports.get(2),
            "--sample.hospital-1.admin-port=0",
            "--sample.hospital-2.port=" + ports.get(3),
            "--sample.hospital-2.admin-port=0");
    ServerProcess server = ServerProcess.start(settings, folder, base);
    server.awaitReady();
    return new House(folder, base, server, hospital(folder, 1), hospital(folder, 2));
  }

  private static Hospital hospital(Path folder, int number) throws IOException {
    HospitalConfig config =
        HospitalConfig.read(folder.resolve("data/handover/hospital-" + number + ".json"));
    return Hospital.start(config, Clock.systemUTC(), new SecureRandom());
  }

  InsurerKeys keys(String insurer) throws IOException {
    return InsurerKeys.read(folder.resolve("data/handover").resolve(insurer));
  }

  InsurerClient insurer(String id) throws IOException {
    return new InsurerClient(keys(id), FhirContext.forR4Cached(), clock, random);
  }

  InsurerClient insurer() throws IOException {
    return insurer("insurer-anxin");
  }

  /** Somebody who has logged in. */
  PatientClient patient(String username) throws IOException {
    PatientClient patient = new PatientClient(base.resolve("h5/"), clock, random);
    patient.logIn(username, password(username));
    return patient;
  }

  String password(String username) throws IOException {
    Path file = folder.resolve("data/handover/people.json");
    for (JsonNode person : new ObjectMapper().readTree(file.toFile())) {
      if (person.path("username").asText().equals(username)) {
        return person.path("password").asText();
      }
    }
    throw new IllegalArgumentException("nobody is called " + username);
  }

  /** Where the server answers, with a slash at the end. */
  URI base() {
    return base;
  }

  Path blocks() {
    return folder.resolve("data/ledger/ledger.blocks");
  }

  /**
   * A request that waits for its patient.
   *
   * @param task id of the Task
   * @param link the one-time link
   */
  record Opened(String task, URI link) {}

  /** Steps 1 and 2: asks, and waits for the link. */
  Opened ask(InsurerClient insurer, Claim claim) throws Exception {
    String task = insurer.submit(claim, claim.number()).getIdPart();
    Task open = await(insurer, task, one -> insurer.link(one).isPresent());
    return new Opened(task, insurer.link(open).orElseThrow());
  }

  /** Waits until a Task is as wanted; a server that is down meanwhile is waited for. */
  Task await(InsurerClient insurer, String id, Predicate<Task> wanted) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Task task = insurer.read(id);
    while (!wanted.test(task)) {
      if (System.nanoTime() > end) {
        throw new AssertionError(
            "the Task stays "
                + task.getStatus()
                + " / "
                + task.getBusinessStatus().getText()
                + " / "
                + task.getStatusReason().getText()
                + "; log: "
                + server.log());
      }
      Thread.sleep(100);
      task = insurer.read(id);
    }
    return task;
  }

  /** Downloads a package and verifies it as its insurer. */
  VerificationReport verify(InsurerClient insurer, InsurerKeys keys, String delivery, Path to)
      throws Exception {
    insurer.download(delivery, to);
    return verifier().verify(VerificationInput.of(to, keys.encryption()));
  }

  PackageVerifier verifier() throws Exception {
    return new PackageVerifier(TrustStore.load(folder.resolve("data/handover/trust")), clock);
  }

  private static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
    }
    List<Integer> ports = sockets.stream().map(ServerSocket::getLocalPort).toList();
    for (ServerSocket socket : sockets) {
      socket.close();
    }
    return IntStream.range(0, count).mapToObj(ports::get).toList();
  }

  @Override
  public void close() throws Exception {
    first.close();
    second.close();
    server.close();
  }

  /** Hands the one house to each scenario. */
  static final class Shared implements ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE =
        ExtensionContext.Namespace.create(House.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == House.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      House house =
          context
              .getRoot()
              .getStore(NAMESPACE)
              .computeIfAbsent(House.class, key -> start(), House.class);
      house.first.clear();
      house.second.clear();
      return house;
    }

    private static House start() {
      try {
        return House.start();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
