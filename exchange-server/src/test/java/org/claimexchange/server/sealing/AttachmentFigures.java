package org.claimexchange.server.sealing;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.verifier.VerificationInput;
import org.claimexchange.verifier.VerificationReport;
import org.claimexchange.verifier.certificate.Pem;

/**
 * {@code benchmarks/run attachment}: a 200 MB imaging attachment sealed and verified in a heap of
 * 256 MB, against {@code openssl cms -encrypt -stream} over the same file. In processor time of the
 * whole process, compiler and collector included.
 */
public final class AttachmentFigures {

  private static final int MEGABYTES = Integer.getInteger("attachment.megabytes", 200);
  private static final int ROUNDS = 3;
  private static final Pattern TIMES = Pattern.compile("(user|sys) ([0-9.]+)");

  private final Path folder;
  private final Path scan;
  private final SamplePackage sample = SamplePackage.forEc();

  private AttachmentFigures(Path folder) throws IOException {
    this.folder = folder;
    this.scan = folder.resolve("ct.dcm");
    Random random = new Random(20261126);
    byte[] megabyte = new byte[1 << 20];
    try (OutputStream out = Files.newOutputStream(scan)) {
      for (int i = 0; i < MEGABYTES; i++) {
        random.nextBytes(megabyte);
        out.write(megabyte);
      }
    }
  }

  /** Measures, prints a table and, as its last line, one JSON object. */
  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("benchmark-attachment");
    try {
      new AttachmentFigures(folder).measure();
    } finally {
      try (var files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }

  private void measure() throws Exception {
    Files.writeString(folder.resolve("cert.pem"), Pem.write(sample.insurer.certificate()));
    PackageContent content = withScan(sample.content(3));
    List<Double> seal = new ArrayList<>();
    List<Double> verify = new ArrayList<>();
    List<Double> openssl = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      openssl.add(openssl());
      double begun = cpu();
      VerificationInput input = sample.sealInto(folder, content);
      seal.add(cpu() - begun);
      begun = cpu();
      VerificationReport report = sample.verifier().verify(input);
      verify.add(cpu() - begun);
      if (!report.holds()) {
        throw new IllegalStateException("a package that does not verify: " + report.failures());
      }
    }
    report(best(openssl), best(seal), best(verify));
  }

  private PackageContent withScan(PackageContent from) {
    Original original =
        new Original(
            SamplePackage.RUIJIN.id(),
            "CT影像",
            Optional.of(LocalDate.of(2026, 11, 4)),
            "application/dicom",
            "dcm",
            () -> Files.newInputStream(scan));
    return new PackageContent(
        from.delivery(),
        from.supersedes(),
        from.supplements(),
        from.documents(),
        from.summary(),
        from.consent(),
        from.evidence(),
        from.participants(),
        from.awaited(),
        List.of(original),
        from.sealedAt());
  }

  /** The shell's own account of what its child took. */
  private double openssl() throws Exception {
    String said =
        OtherTools.run(
            folder,
            "bash",
            "-c",
            "TIMEFORMAT='user %U sys %S'; time openssl cms -encrypt -stream -binary -aes-256-gcm"
                + " -outform DER -in ct.dcm -out by-openssl.p7m cert.pem");
    Matcher times = TIMES.matcher(said);
    double seconds = 0;
    while (times.find()) {
      seconds += Double.parseDouble(times.group(2));
    }
    return seconds;
  }

  private static double cpu() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1e9;
  }

  private static double best(List<Double> seconds) {
    return seconds.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  private static void report(double openssl, double seal, double verify) {
    long heap = Runtime.getRuntime().maxMemory() >> 20;
    System.out.printf("%-52s %8s %8s%n", MEGABYTES + " MB, heap of " + heap + " MB", "s", "MB/s");
    row("openssl cms -encrypt -stream", openssl);
    row("sealed", seal);
    row("verified", verify);
    System.out.printf("%-52s %8.2f%n", "ratio, sealed (at least 0.30)", openssl / seal);
    System.out.printf("%-52s %8.2f%n", "ratio, verified (at least 0.30)", openssl / verify);
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("benchmark", "attachment");
    figures.put("megabytes", MEGABYTES);
    figures.put("heapMegabytes", heap);
    figures.put("opensslSeconds", rounded(openssl));
    figures.put("sealSeconds", rounded(seal));
    figures.put("verifySeconds", rounded(verify));
    figures.put("ratio", rounded(openssl / Math.max(seal, verify)));
    System.out.println(CanonicalJson.writeText(figures));
  }

  private static void row(String name, double seconds) {
    System.out.printf("%-52s %8.2f %8.0f%n", name, seconds, MEGABYTES / seconds);
  }

  private static BigDecimal rounded(double figure) {
    return BigDecimal.valueOf(figure).setScale(2, RoundingMode.HALF_UP);
  }
}
