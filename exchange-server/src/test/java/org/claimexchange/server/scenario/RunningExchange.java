package org.claimexchange.server.scenario;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.claimexchange.samples.hospital.Hospital;
import org.claimexchange.samples.hospital.HospitalConfig;
import org.claimexchange.samples.insurer.InsurerClient;
import org.claimexchange.samples.insurer.InsurerKeys;
import org.claimexchange.server.ExchangeServer;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A server of the embedded set-up in this process, with both sample hospitals. */
final class RunningExchange implements AutoCloseable {
  private final Path data;
  private final int port;
  private final ConfigurableApplicationContext context;
  private final List<Hospital> hospitals = new ArrayList<>();

  private RunningExchange(Path data, int port, ConfigurableApplicationContext context) {
    this.data = data;
    this.port = port;
    this.context = context;
  }

  /** Starts it in this folder; returns when it is ready. */
  static RunningExchange start(Path data, Class<?>... additions) throws IOException {
    return start(data, freePort(), List.of("hospital-1", "hospital-2"), List.of(), additions);
  }

  /**
   * Starts it with other settings.
   *
   * @param port where it answers
   * @param fhir the sample hospitals that are started
   * @param settings as on the command line; they stand for those of the same name here
   */
  static RunningExchange start(
      Path data, int port, List<String> fhir, List<String> settings, Class<?>... additions)
      throws IOException {
    List<String> arguments = new ArrayList<>(settings);
    for (String usual :
        List.of(
            "--server.port=" + port,
            "--exchange.public-url=http://localhost:" + port,
            "--exchange.data=" + data,
            "--exchange.embedded.provider-port=" + freePort(),
            "--exchange.ledger.embedded.chaincode-jar=../chaincode/target/chaincode.jar",
            "--sample.hospital-1.port=" + freePort(),
            "--sample.hospital-1.admin-port=" + freePort(),
            "--sample.hospital-2.port=" + freePort(),
            "--sample.hospital-2.admin-port=" + freePort())) {
      String name = usual.substring(0, usual.indexOf('=') + 1);
      if (settings.stream().noneMatch(setting -> setting.startsWith(name))) {
        arguments.add(usual);
      }
    }
    SpringApplication application = ExchangeServer.application(additions);
    ConfigurableApplicationContext context = application.run(arguments.toArray(String[]::new));
    RunningExchange exchange = new RunningExchange(data, port, context);
    for (String id : fhir) {
      HospitalConfig config = HospitalConfig.read(data.resolve("handover").resolve(id + ".json"));
      exchange.hospitals.add(Hospital.start(config, Clock.systemUTC(), new SecureRandom()));
    }
    return exchange;
  }

  /** An address of it. */
  URI uri(String path) {
    return URI.create("http://localhost:" + port + path);
  }

  /** The folder with what other parties need. */
  Path handover() {
    return data.resolve("handover");
  }

  /** A sample insurer's client. */
  InsurerClient insurer(String id) throws IOException {
    return new InsurerClient(
        keys(id), FhirContext.forR4Cached(), Clock.systemUTC(), new SecureRandom());
  }

  /** A sample insurer's keys. */
  InsurerKeys keys(String id) throws IOException {
    return InsurerKeys.read(handover().resolve(id));
  }

  /** A sample patient's password at the built-in provider. */
  String password(String username) throws IOException {
    for (JsonNode person :
        new ObjectMapper().readTree(handover().resolve("people.json").toFile())) {
      if (person.path("username").asText().equals(username)) {
        return person.path("password").asText();
      }
    }
    throw new IllegalArgumentException("nobody is called " + username);
  }

  /** A bean of the server. */
  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  @Override
  public void close() {
    context.close();
    hospitals.forEach(Hospital::close);
  }

  /** Below the range that outgoing connections take theirs from: such a port stays free. */
  static int freePort() throws IOException {
    for (int attempt = 0; attempt < 100; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(15_000, 32_000);
      try (ServerSocket socket = new ServerSocket(port)) {
        return socket.getLocalPort();
      } catch (BindException e) {
        // Somebody else's; the next one.
      }
    }
    throw new BindException("no free port between 15000 and 32000");
  }
}
