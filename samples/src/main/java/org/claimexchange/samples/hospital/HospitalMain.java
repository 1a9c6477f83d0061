package org.claimexchange.samples.hospital;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;

/** Starts one sample hospital as a process, from a configuration file. */
public final class HospitalMain {
  private HospitalMain() {}

  /**
   * Runs until stopped; prints one line when the hospital answers.
   *
   * @param args the configuration file, see {@link HospitalConfig}
   */
  public static void main(String[] args) throws InterruptedException {
    if (args.length != 1) {
      System.err.println("usage: HospitalMain CONFIG.json");
      System.exit(2);
    }
    try {
      var config = HospitalConfig.read(Path.of(args[0]));
      var hospital = Hospital.start(config, Clock.systemUTC(), new SecureRandom());
      Runtime.getRuntime().addShutdownHook(new Thread(hospital::close));
      System.out.println("hospital ready on port " + hospital.port());
      new CountDownLatch(1).await();
    } catch (IOException e) {
      System.err.println("The hospital did not start: " + e.getMessage());
      System.exit(1);
    }
  }
}
