package org.claimexchange.agent;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.claimexchange.agent.ReleaseWork.State;
import org.claimexchange.agent.exchange.ExchangeClient;
import org.claimexchange.agent.exchange.ExchangeException;
import org.claimexchange.guard.GuardException;
import org.claimexchange.guard.log.GuardLogException;
import org.claimexchange.model.source.AwaitedRelease;

/**
 * Asks the exchange which releases wait for this source, and carries each: checks its evidence,
 * finds the files, judges them, sends what was granted. It remembers nothing over a restart and
 * needs to remember nothing. For one thread.
 */
public final class SourceAgent {
  /** A release of which something is still to come is not looked at more often. */
  static final Duration REST = Duration.ofMinutes(5);

  private static final String EXCHANGE = "";

  private final ExchangeClient exchange;
  private final ReleaseWork.Tools tools;
  private final Duration poll;
  private final Pause pause;
  private final Backoff backoff;
  private final Map<String, ReleaseWork> works = new HashMap<>();
  private final boolean dryRun;

  /** Waits; a test need not. */
  @FunctionalInterface
  public interface Pause {
    /** Waits so long. */
    void last(Duration duration) throws InterruptedException;
  }

  SourceAgent(
      ReleaseWork.Tools tools,
      Duration poll,
      Pause pause,
      Clock clock,
      SecureRandom random,
      boolean dryRun) {
    this.exchange = tools.exchange();
    this.tools = tools;
    this.poll = poll;
    this.pause = pause;
    this.backoff = new Backoff(clock, random);
    this.dryRun = dryRun;
  }

  /**
   * What one look brought.
   *
   * @param complete releases of which all is sent
   * @param waiting releases of which something is still to come
   * @param failed releases that failed, or 1 where the exchange could not be asked at all
   * @param next how long to wait before the next look
   */
  public record Round(int complete, int waiting, int failed, Duration next) {}

  /** Looks again and again, until interrupted. */
  public void run() throws InterruptedException {
    while (!Thread.currentThread().isInterrupted()) {
      pause.last(once().next());
    }
  }

  /** One look at all releases that wait. */
  public Round once() throws InterruptedException {
    List<AwaitedRelease> waiting;
    try {
      waiting = exchange.waiting();
      backoff.worked(EXCHANGE);
    } catch (ExchangeException e) {
      tools.operator().say(e.kind().sentence());
      Duration wait = backoff.failed(EXCHANGE, e.waitAtLeast());
      return new Round(0, 0, 1, wait.compareTo(poll) < 0 ? poll : wait);
    }
    // What waits no more is over: withdrawn, complete or late.
    List<String> names = waiting.stream().map(SourceAgent::name).toList();
    works.keySet().retainAll(names);
    backoff.only(names);
    int complete = 0;
    int open = 0;
    int failed = 0;
    for (AwaitedRelease release : waiting) {
      if (backoff.mayTry(name(release))) {
        switch (tried(release)) {
          case COMPLETE -> complete++;
          case WAITING -> open++;
          case FAILED -> failed++;
        }
      }
    }
    return new Round(complete, open, failed, poll);
  }

  private static String name(AwaitedRelease release) {
    return release.release() + "." + release.part();
  }

  private State tried(AwaitedRelease release) throws InterruptedException {
    try {
      var work = works.computeIfAbsent(name(release), one -> new ReleaseWork(release, tools));
      State state = dryRun ? work.tell() : work.carry();
      backoff.rest(name(release), REST);
      return state;
    } catch (ExchangeException e) {
      failed(release, e.kind().sentence(), e.waitAtLeast());
    } catch (GuardException e) {
      failed(release, "nothing more is sent, the guard refuses: " + e.code(), Duration.ZERO);
    } catch (GuardLogException e) {
      failed(release, "nothing more is sent, the guard's log cannot be written", Duration.ZERO);
    } catch (RuntimeException e) {
      // One file that nobody foresaw must not keep the others' releases waiting.
      failed(release, "nothing more is sent: " + e.getClass().getSimpleName(), Duration.ZERO);
    }
    return State.FAILED;
  }

  private void failed(AwaitedRelease release, String why, Duration atLeast) {
    Duration wait = backoff.failed(name(release), atLeast);
    tools.operator().say(release, why + " (again in " + wait.toSeconds() + " s)");
  }
}
