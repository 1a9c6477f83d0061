package org.claimexchange.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.claimexchange.model.json.CanonicalJson;

/**
 * A benchmark of the server's classes, in a process of its own with a heap of its own. It stands
 * among the server's tests, with whose samples it measures.
 *
 * @param name its name on the command line
 * @param about what it measures, in one line
 * @param main the class to run; its last line is the figures as JSON
 * @param heap of the process, such as {@code 256m}
 */
record ServerBenchmark(String name, String about, String main, String heap) implements Benchmark {

  @Override
  public Map<String, Object> run(PrintWriter out) throws IOException, InterruptedException {
    Path server =
        Path.of(System.getProperty("exchange.home", ".")).resolve("exchange-server/target");
    String classPath =
        String.join(
            java.io.File.pathSeparator,
            List.of(
                server.resolve("classes").toString(),
                server.resolve("test-classes").toString(),
                Files.readString(server.resolve("test-classpath")).strip()));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-Djava.awt.headless=true",
                "-cp",
                classPath,
                main)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String last = "";
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("{")) {
          out.println(line);
        }
        last = line;
      }
    }
    if (process.waitFor() != 0 || !last.startsWith("{")) {
      throw new IllegalStateException("the benchmark's process ended without figures");
    }
    return figures(last);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> figures(String json) {
    return CanonicalJson.read(json.getBytes(StandardCharsets.UTF_8), Map.class);
  }
}
