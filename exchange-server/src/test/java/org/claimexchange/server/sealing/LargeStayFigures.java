package org.claimexchange.server.sealing;

import ca.uhn.fhir.parser.IParser;
import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.claimexchange.model.json.CanonicalJson;

/**
 * {@code benchmarks/run large-stay}: stays of 1,000, 5,000 and 20,000 charge lines on their whole
 * way in a heap of 256 MB, against HAPI parsing and serializing the same entries one by one. In
 * processor time of the whole process, compiler and collector included.
 */
public final class LargeStayFigures {
  private static final int[] SIZES = {1_000, 5_000, 20_000};
  private static final int WARM_UP = 4;
  private static final int ROUNDS = 2;
  private static final long SAMPLE_MILLIS = 100;

  private final Path folder;
  private final List<Row> rows = new ArrayList<>();

  /**
   * One size. Seconds of processor time.
   *
   * @param live largest heap in use after a collection, in bytes
   */
  private record Row(
      int lines, long bytes, double pull, double make, double seal, double hapi, long live) {
    double all() {
      return pull + make + seal;
    }

    /** Microseconds for each line. */
    double perLine() {
      return all() * 1e6 / lines;
    }

    double ratio() {
      return hapi / all();
    }
  }

  @FunctionalInterface
  private interface Work {
    void run() throws Exception;
  }

  private LargeStayFigures(Path folder) {
    this.folder = folder;
  }

  /** Measures, prints a table and, as its last line, one JSON object. */
  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("benchmark-large-stay");
    try {
      new LargeStayFigures(folder).measure();
    } finally {
      try (var files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private void measure() throws Exception {
    var first = new LargeStayRun(Files.createDirectory(folder.resolve("warm-up")), SIZES[0]);
    for (int i = 0; i < WARM_UP; i++) {
      first.pull();
      first.seal(first.make());
      hapi(first.stay);
    }
    for (int lines : SIZES) {
      var run = new LargeStayRun(Files.createDirectory(folder.resolve("of-" + lines)), lines);
      Row best = row(run, 0);
      for (int i = 1; i < ROUNDS; i++) {
        Row other = row(run, 0);
        best = other.all() < best.all() ? other : best;
      }
      rows.add(new Row(lines, best.bytes, best.pull, best.make, best.seal, best.hapi, live(run)));
    }
    report();
  }

  private Row row(LargeStayRun run, long live) throws Exception {
    double hapi = seconds(() -> hapi(run.stay));
    double pull = seconds(run::pull);
    double begun = cpu();
    var made = run.make();
    double make = cpu() - begun;
    double seal = seconds(() -> run.seal(made));
    return new Row(run.stay.lines(), run.stay.bytes(), pull, make, seal, hapi, live);
  }

  /** What nobody can do without: each entry parsed, and serialized again. */
  private static void hapi(LargeStay stay) throws IOException {
    IParser parser = SamplePackage.FHIR.newJsonParser();
    try (BufferedReader records = Files.newBufferedReader(stay.records())) {
      for (String line = records.readLine(); line != null; line = records.readLine()) {
        parser.encodeResourceToString(parser.parseResource(line));
      }
    }
  }

  /** The largest heap in use right after a collection; collected so often that it is not timed. */
  private static long live(LargeStayRun run) throws Exception {
    AtomicLong most = new AtomicLong();
    AtomicBoolean done = new AtomicBoolean();
    Thread sampler =
        Thread.ofPlatform()
            .start(() -> {
              while (!done.get()) {
                System.gc();
                long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
                most.accumulateAndGet(used, Math::max);
                try {
                  Thread.sleep(SAMPLE_MILLIS);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                  return;
                }
              }
            });
    try {
      run.pull();
      run.seal(run.make());
    } finally {
      done.set(true);
      sampler.join();
    }
    return most.get();
  }

  private static double seconds(Work work) throws Exception {
    double begun = cpu();
    work.run();
    return cpu() - begun;
  }

  private static double cpu() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1e9;
  }

  private void report() {
    System.out.printf(
        "%-8s %6s %8s %10s %8s %8s %8s %12s %10s%n",
        "lines", "MB", "pull s", "document s", "seal s", "all s", "HAPI s", "µs a line", "live MB");
    for (Row row : rows) {
      System.out.printf(
          "%-8d %6.1f %8.2f %10.2f %8.2f %8.2f %8.2f %12.0f %10d%n",
          row.lines,
          row.bytes / 1e6,
          row.pull,
          row.make,
          row.seal,
          row.all(),
          row.hapi,
          row.perLine(),
          row.live >> 20);
    }
    Row most = rows.getLast();
    double growth = most.perLine() / rows.getFirst().perLine();
    System.out.printf("%-52s %8.2f%n", "a line of 20,000 over a line of 1,000", growth);
    System.out.printf("%-52s %8.2f%n", "ratio (HAPI over all)", most.ratio());
    System.out.printf("%-52s %8d%n", "heap, MB at most", Runtime.getRuntime().maxMemory() >> 20);
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("benchmark", "large-stay");
    figures.put("heapMegabytes", Runtime.getRuntime().maxMemory() >> 20);
    figures.put("sizes", rows.stream().map(LargeStayFigures::figures).toList());
    figures.put("growth", rounded(growth));
    figures.put("ratio", rounded(most.ratio()));
    System.out.println(CanonicalJson.writeText(figures));
  }

  private static Map<String, Object> figures(Row row) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("lines", row.lines);
    figures.put("bytes", row.bytes);
    figures.put("pullSeconds", rounded(row.pull));
    figures.put("documentSeconds", rounded(row.make));
    figures.put("sealSeconds", rounded(row.seal));
    figures.put("hapiSeconds", rounded(row.hapi));
    figures.put("liveMegabytes", row.live >> 20);
    return figures;
  }

  private static BigDecimal rounded(double figure) {
    return BigDecimal.valueOf(figure).setScale(2, RoundingMode.HALF_UP);
  }
}
