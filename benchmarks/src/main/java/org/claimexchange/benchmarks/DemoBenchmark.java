package org.claimexchange.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.claimexchange.launcher.demo.ClaimRun;
import org.claimexchange.launcher.demo.Demo;
import org.claimexchange.launcher.demo.DemoLedger;
import org.claimexchange.launcher.demo.DemoPorts;
import org.claimexchange.launcher.demo.StepPrinter;
import org.claimexchange.samples.patient.PatientClient;

/**
 * The demo's claim at its two FHIR hospitals, many times: how long until one can sign, how long
 * from the signature to the verified package and where that goes, and how many claims a minute with
 * eight patients at a time. The patient is the Java client, so that no browser's start is measured.
 */
final class DemoBenchmark implements Benchmark {
  private static final int WARM_UP = 3;
  private static final int CLAIMS = 20;
  private static final int AT_A_TIME = 8;
  private static final int FIRST_PORT = 18_080;

  private final Clock clock = Clock.systemUTC();
  private final SecureRandom random = new SecureRandom();

  @Override
  public String name() {
    return "demo";
  }

  @Override
  public String about() {
    return "time to ready, signature to verified package over 20 claims, claims a minute with 8 at a time";
  }

  /** One claim, measured: the whole, and the end of each step since the press on the button. */
  private record Measured(Duration whole, Map<String, Duration> ends) {}

  @Override
  public Map<String, Object> run(PrintWriter out) throws Exception {
    Path folder = Files.createTempDirectory("benchmark-demo");
    StepPrinter silent =
        new StepPrinter(
            new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), clock);
    Instant begun = clock.instant();
    try (Demo demo =
        Demo.start(
            Path.of(System.getProperty("exchange.home", ".")),
            folder,
            new DemoPorts(FIRST_PORT),
            new DemoLedger.Embedded(),
            silent,
            clock,
            random)) {
      ClaimRun run = demo.run(silent);
      Measured first = carry(demo, run, folder.resolve("first"));
      Duration ready = Duration.between(begun, clock.instant()).minus(first.whole());
      for (int i = 1; i < WARM_UP; i++) {
        carry(demo, run, folder.resolve("warm-up"));
      }
      List<Measured> measured = new ArrayList<>();
      for (int i = 0; i < CLAIMS; i++) {
        measured.add(carry(demo, run, folder.resolve("claim")));
      }
      double perMinute = sideBySide(demo, run, folder);
      return report(out, ready, first, measured, perMinute);
    }
  }

  private Measured carry(Demo demo, ClaimRun run, Path to) throws Exception {
    PatientClient patient = new PatientClient(demo.page(), clock, random);
    demo.logIn(patient);
    ClaimRun.Asked asked = run.ask(demo.newClaim());
    String request = patient.open(asked.link());
    PatientClient.Signed signed = patient.sign(request, part -> part);
    Instant pressed = clock.instant();
    String consent = patient.handIn(request, signed);
    ClaimRun.Carried carried = run.carry(asked, pressed, to);
    if (!carried.report().holds()) {
      throw new IllegalStateException("a package does not verify: " + carried.report().failures());
    }
    return new Measured(carried.signatureToPackage(), ends(patient.consent(consent), pressed));
  }

  private static Map<String, Duration> ends(JsonNode consent, Instant pressed) {
    Map<String, Duration> ends = new LinkedHashMap<>();
    for (JsonNode step : consent.path("steps")) {
      String at = step.path("at").asText();
      if (!at.isEmpty() && !step.path("kind").asText().equals("received")) {
        ends.put(step.path("kind").asText(), Duration.between(pressed, Instant.parse(at)));
      }
    }
    return ends;
  }

  private double sideBySide(Demo demo, ClaimRun run, Path folder) throws Exception {
    List<Callable<Measured>> claims = new ArrayList<>();
    for (int i = 0; i < CLAIMS * 2; i++) {
      Path to = folder.resolve("side-" + i);
      claims.add(() -> carry(demo, run, to));
    }
    Instant begun = clock.instant();
    try (var pool = Executors.newFixedThreadPool(AT_A_TIME)) {
      for (Future<Measured> claim : pool.invokeAll(claims)) {
        claim.get();
      }
    }
    return claims.size() * 60_000.0 / Duration.between(begun, clock.instant()).toMillis();
  }

  private static Map<String, Object> report(
      PrintWriter out, Duration ready, Measured first, List<Measured> measured, double perMinute) {
    Figures whole = new Figures(measured.stream().map(Measured::whole).toList());
    out.printf("%-44s %8s%n", "", "seconds");
    line(out, "from the start until the link is there", ready);
    line(out, "signature to verified package, the first", first.whole());
    line(out, "signature to verified package, median of " + measured.size(), whole.median());
    line(out, "signature to verified package, p90", whole.at(0.9));
    Map<String, Object> steps = new LinkedHashMap<>();
    Duration before = Duration.ZERO;
    for (String step : measured.getFirst().ends().keySet()) {
      Duration end =
          new Figures(measured.stream().map(one -> one.ends().get(step)).toList()).median();
      line(out, "  of it until " + step + " (median)", end.minus(before));
      steps.put(step, Figures.seconds(end.minus(before)));
      before = end;
    }
    line(out, "  of it until fetched and verified (median)", whole.median().minus(before));
    steps.put("fetchedAndVerified", Figures.seconds(whole.median().minus(before)));
    out.printf("%-44s %8.1f%n", "claims a minute, " + AT_A_TIME + " at a time", perMinute);
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("benchmark", "demo");
    figures.put("secondsToReady", Figures.seconds(ready));
    figures.put("firstSignatureToPackage", Figures.seconds(first.whole()));
    figures.put("medianSignatureToPackage", Figures.seconds(whole.median()));
    figures.put("p90SignatureToPackage", Figures.seconds(whole.at(0.9)));
    figures.put("steps", steps);
    figures.put("claimsAMinute", Math.round(perMinute));
    return figures;
  }

  private static void line(PrintWriter out, String what, Duration took) {
    out.printf("%-44s %8s%n", what, Figures.seconds(took));
  }
}
