package org.claimexchange.chaincode;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.claimexchange.chaincode.fabric.ContractOfShim;
import org.claimexchange.chaincode.service.RunningService;
import org.claimexchange.chaincode.service.ServiceSettings;
import org.claimexchange.chaincode.service.WrongSettingsException;

/**
 * Runs the contract as a service that peers connect to; its settings, from the environment, are
 * those of {@link ServiceSettings}. Told to stop (SIGTERM), it ends what is under way and then
 * itself, with status 0.
 */
public final class ChaincodeService {
  /** Else Netty writes down who touched some of its buffers, which costs more than a state read. */
  private static final String LEAK_DETECTION = "io.grpc.netty.shaded.io.netty.leakDetection.level";

  private ChaincodeService() {}

  /** Runs until it is stopped; ends with status 1 where a setting is wrong. */
  public static void main(String[] args) throws InterruptedException {
    // Below this level the shim logs what callers send.
    Logger.getLogger("").setLevel(Level.WARNING);
    if (System.getProperty(LEAK_DETECTION) == null) {
      System.setProperty(LEAK_DETECTION, "disabled");
    }
    try {
      run();
    } catch (WrongSettingsException e) {
      e.problems().forEach(ChaincodeService::say);
      System.exit(1);
    } catch (IOException | GeneralSecurityException e) {
      say("cannot be started: " + e.getMessage());
      System.exit(1);
    }
  }

  private static void run()
      throws WrongSettingsException, IOException, GeneralSecurityException, InterruptedException {
    Clock clock = Clock.systemUTC();
    ServiceSettings settings = ServiceSettings.read(System.getenv(), clock);
    if (settings.tls().isEmpty()) {
      say("TLS is off, as is right on one machine only");
    }
    RunningService service =
        RunningService.start(settings, clock, new ContractOfShim(new ConsentContract(clock)));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(service), "stop"));
    new CountDownLatch(1).await();
  }

  /** Whoever told it to stop asked for that, so it is no failure: status 0. */
  private static void stop(RunningService service) {
    try {
      if (!service.stop()) {
        say("stopped while calls were still under way");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(0);
  }

  private static void say(String sentence) {
    System.err.println("chaincode: " + sentence);
  }
}
