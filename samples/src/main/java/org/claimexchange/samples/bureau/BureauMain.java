package org.claimexchange.samples.bureau;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.claimexchange.samples.hospital.HospitalConfig;

/** Starts the bureau as a process, from a configuration file of a sample source. */
public final class BureauMain {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private BureauMain() {}

  /**
   * Runs until stopped; prints one line when the bureau answers.
   *
   * @param args the configuration file, see {@link HospitalConfig}, with a trust folder; one that
   *     is not there yet is waited for, two minutes at the most
   */
  public static void main(String[] args) throws InterruptedException {
    if (args.length != 1) {
      System.err.println("usage: BureauMain CONFIG.json");
      System.exit(2);
    }
    try {
      var file = Path.of(args[0]);
      var end = System.nanoTime() + PATIENCE.toNanos();
      while (!Files.isRegularFile(file) && System.nanoTime() < end) {
        Thread.sleep(50);
      }
      var setup = Bureau.Setup.of(HospitalConfig.read(file));
      var bureau = Bureau.start(setup, Clock.systemUTC(), new SecureRandom());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> close(bureau)));
      System.out.println("bureau ready on port " + setup.port());
      new CountDownLatch(1).await();
    } catch (IOException e) {
      System.err.println("The bureau did not start: " + e.getMessage());
      System.exit(1);
    }
  }

  private static void close(Bureau bureau) {
    try {
      bureau.close();
    } catch (IOException e) {
      System.err.println("The bureau did not stop as it should: " + e.getMessage());
    }
  }
}
