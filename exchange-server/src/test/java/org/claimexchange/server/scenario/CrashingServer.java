package org.claimexchange.server.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.claimexchange.server.ExchangeServer;
import org.claimexchange.server.job.StepListener;
import org.springframework.context.annotation.Bean;

/**
 * The real server, with a listener that ends the process at once, as SIGKILL would, when a claim
 * reaches the point that a file names, such as {@code GRANT HAPPENED}. The file is taken away
 * first, so it happens once.
 */
public final class CrashingServer {
  private CrashingServer() {}

  /** Starts it; the system property {@code scenario.crash} names the file. */
  public static void main(String[] args) {
    ExchangeServer.application(Crash.class).run(args);
  }

  /** Adds the listener. Not annotated: the servers of other tests must not find it by scanning. */
  public static class Crash {
    @Bean
    StepListener crashingListener() {
      Path order = Path.of(System.getProperty("scenario.crash"));
      return (milestone, moment, request) -> {
        if (isOrdered(order, milestone + " " + moment)) {
          Runtime.getRuntime().halt(137);
        }
      };
    }

    private static synchronized boolean isOrdered(Path order, String point) {
      try {
        if (Files.exists(order) && Files.readString(order).strip().equals(point)) {
          return Files.deleteIfExists(order);
        }
        return false;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
