package org.claimexchange.chaincode.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The parts of the container file, where no containers can be built. */
class ContainerFileIT {
  private static final Path MODULE = Path.of(System.getProperty("chaincode.module"));

  @TempDir private Path folder;

  @Test
  void itIsBuiltFromTheModuleAlone() throws IOException {
    List<String> copied = instruction("COPY");

    assertThat(copied).hasSize(1);
    String[] copy = copied.getFirst().split(" ", 2);
    assertThat(MODULE.resolve(copy[0])).isRegularFile();
    assertThat(Files.readAllLines(MODULE.resolve(".dockerignore"))).contains("!" + copy[0]);
    assertThat(command("ENTRYPOINT")).contains(copy[1]);
  }

  @Test
  void itRunsAsNobodyInParticular() throws IOException {
    assertThat(instruction("USER")).singleElement().asString().matches("[1-9][0-9]*:[1-9][0-9]*");
  }

  @Test
  void itsCommandServesAndItsHealthCheckSeesThat() throws Exception {
    List<String> command = new ArrayList<>(command("ENTRYPOINT"));
    command.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.set(command.size() - 1, System.getProperty("chaincode.jar"));
    try (Instance instance =
        Instance.start(folder, command, Map.of(ServiceSettings.TLS, "false"))) {
      instance.awaitHealthy();

      assertThat(healthCheck(instance.healthPort())).isZero();
      instance.tellToStop();
      assertThat(instance.awaitEnd()).isZero();
      assertThat(healthCheck(instance.healthPort())).isNotZero();
    }
  }

  private static int healthCheck(int port) throws IOException, InterruptedException {
    String line = instruction("HEALTHCHECK").getFirst();
    ProcessBuilder builder = new ProcessBuilder(json(line.substring(line.indexOf('['))));
    builder.environment().put(ServiceSettings.HEALTH, "127.0.0.1:" + port);
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private static List<String> command(String name) throws IOException {
    return json(instruction(name).getFirst());
  }

  private static List<String> json(String text) throws IOException {
    return List.of(new ObjectMapper().readValue(text, String[].class));
  }

  private static List<String> instruction(String name) throws IOException {
    return Files.readAllLines(MODULE.resolve("Dockerfile")).stream()
        .filter(line -> line.startsWith(name + " "))
        .map(line -> line.substring(name.length() + 1))
        .toList();
  }
}
