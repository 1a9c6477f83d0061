package org.claimexchange.fabric.binaries;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.claimexchange.fabric.plan.FabricTrouble;

/** One run of a program that ends by itself. */
public final class Tool {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int MAX_SAID = 1024 * 1024;

  private Tool() {}

  /**
   * What it said.
   *
   * @param status how it ended, 0 if well
   * @param text output and errors
   */
  public record Answer(int status, String text) {
    /** The line that tells what went wrong: the one with an error in it, or else the last. */
    public String complaint() {
      List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
      return lines.stream()
          .filter(line -> line.startsWith("Error") || line.contains("error:"))
          .reduce((first, second) -> second)
          .orElse(lines.isEmpty() ? "it said nothing" : lines.getLast());
    }
  }

  /**
   * Runs it to its end.
   *
   * @param environment beside the one of this process
   * @throws FabricTrouble if it takes longer than 90 s
   */
  public static Answer run(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path said = Files.createTempFile("fabric-", ".out");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(said.toFile());
      Environment.clean(builder).putAll(environment);
      Process process = builder.start();
      try {
        if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new FabricTrouble(
              name(command) + " did not end within " + PATIENCE.toSeconds() + " s; try again.");
        }
      } finally {
        process.destroyForcibly();
      }
      return new Answer(process.exitValue(), read(said));
    } finally {
      Files.deleteIfExists(said);
    }
  }

  /**
   * Runs it, and expects that it ends well.
   *
   * @throws FabricTrouble if it does not
   */
  public static String expect(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    Answer answer = run(command, environment);
    if (answer.status() != 0) {
      throw failed(command, answer);
    }
    return answer.text();
  }

  /** The trouble with a run that failed. */
  public static FabricTrouble failed(List<String> command, Answer answer) {
    return new FabricTrouble(
        name(command) + " failed with status " + answer.status() + ": " + answer.complaint());
  }

  private static String name(List<String> command) {
    StringBuilder name = new StringBuilder(Path.of(command.getFirst()).getFileName().toString());
    command.stream()
        .skip(1)
        .takeWhile(word -> !word.startsWith("-"))
        .limit(3)
        .forEach(word -> name.append(' ').append(word));
    return name.toString();
  }

  private static String read(Path said) throws IOException {
    try (var in = Files.newInputStream(said)) {
      return new String(in.readNBytes(MAX_SAID), StandardCharsets.UTF_8);
    }
  }
}
