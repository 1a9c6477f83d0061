package org.claimexchange.samples.hospital;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Starts one sample hospital as a process, from a configuration file. */
public final class HospitalMain {
  /** The argument that says that a guard stands in front. */
  public static final String BEHIND = "--behind-guard";

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private HospitalMain() {}

  /**
   * Runs until stopped; prints one line when the hospital answers.
   *
   * @param args the configuration file, see {@link HospitalConfig}; one that is not there yet is
   *     waited for, a minute at the most; and, where a guard of its own stands in front, {@code
   *     --behind-guard PORT}: where the hospital itself listens
   */
  public static void main(String[] args) throws InterruptedException {
    boolean behind = args.length == 3 && args[1].equals(BEHIND) && args[2].matches("[0-9]{1,5}");
    if (args.length != 1 && !behind) {
      System.err.println("usage: HospitalMain CONFIG.json [" + BEHIND + " PORT]");
      System.exit(2);
    }
    try {
      var file = Path.of(args[0]);
      // While whoever writes the file is still starting, the slowest part of this start can be
      // done.
      FhirContext.forR4Cached().getResourceDefinition("Patient");
      awaitFile(file);
      var read = HospitalConfig.read(file);
      var config = behind ? read.behindGuard(Integer.parseInt(args[2])) : read;
      var hospital = Hospital.start(config, Clock.systemUTC(), new SecureRandom());
      Runtime.getRuntime().addShutdownHook(new Thread(hospital::close));
      System.out.println("hospital ready on port " + hospital.port());
      new CountDownLatch(1).await();
    } catch (IOException e) {
      System.err.println("The hospital did not start: " + e.getMessage());
      System.exit(1);
    }
  }

  private static void awaitFile(Path file) throws InterruptedException {
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (!Files.isRegularFile(file) && System.nanoTime() < end) {
      Thread.sleep(50);
    }
  }
}
