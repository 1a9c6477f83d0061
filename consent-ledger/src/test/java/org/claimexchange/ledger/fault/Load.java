package org.claimexchange.ledger.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.model.release.ReleaseBody;

/** Writers side by side, each with one claim after another. */
final class Load implements AutoCloseable {
  private static final int WRITERS = 4;

  /** Not what is measured: beyond it something hangs. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final World world;
  private final Account account;
  private final Job job;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<?>> writers = new ArrayList<>();
  private volatile boolean enough;

  /** Begins. */
  Load(World world, ConsentLedger ledger, Account account, Dice dice) {
    this.world = world;
    this.account = account;
    this.job = new Job(ledger, account);
    for (int i = 0; i < WRITERS; i++) {
      Dice own = new Dice(dice.next());
      writers.add(threads.submit(() -> write(own)));
    }
  }

  /** Returns once so many more writes were answered: they go on, by themselves. */
  void awaitAnswers(int more) throws InterruptedException {
    int wanted = account.standing().size() + more;
    await(more + " more answers", () -> account.standing().size() >= wanted);
  }

  /** Returns once a writer has met a trouble of this kind: the fault has struck. */
  void awaitTrouble(Predicate<String> kind) throws InterruptedException {
    int before = account.troubles().size();
    await(
        "a trouble that the fault brings",
        () -> {
          List<String> all = account.troubles();
          return all.subList(before, all.size()).stream().anyMatch(kind);
        });
  }

  /** Lets each writer end its claim, and returns once all have. */
  void finish() throws InterruptedException {
    enough = true;
    for (Future<?> writer : writers) {
      try {
        writer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        throw new AssertionError("a writer ended: " + account, e.getCause());
      } catch (TimeoutException e) {
        throw new AssertionError("a writer does not get on: " + said(), e);
      }
    }
  }

  private void await(String what, BooleanSupplier there) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!there.getAsBoolean()) {
      if (System.nanoTime() > end || writers.stream().anyMatch(Future::isDone)) {
        enough = true;
        throw new AssertionError("awaited " + what + " in vain: " + said());
      }
      Thread.sleep(20);
    }
  }

  private String said() {
    List<String> all = account.troubles();
    return account + ", the last: " + all.subList(Math.max(0, all.size() - 5), all.size());
  }

  private boolean write(Dice dice) throws InterruptedException {
    while (!enough) {
      claim(dice);
      Thread.sleep(dice.between(0, 60));
    }
    return true;
  }

  private void claim(Dice dice) throws InterruptedException {
    ClaimCase claim = world.newCase(dice.chance(50) ? World.mother() : World.child());
    var request = claim.recordRequest();
    job.write(
        new Write(request.function(), request.open().request()),
        ledger -> ledger.recordRequest(request));
    var grant = claim.grant();
    job.write(new Write(grant.function(), claim.consent()), ledger -> ledger.grant(grant));
    for (int releases = dice.between(1, 2); releases > 0; releases--) {
      release(claim, false);
    }
    if (dice.chance(40)) {
      var revoke = claim.revoke();
      job.write(new Write(revoke.function(), claim.consent()), ledger -> ledger.revoke(revoke));
      release(claim, true);
    }
  }

  private void release(ClaimCase claim, boolean withdrawn) throws InterruptedException {
    ReleaseBody body = claim.releaseBody();
    var release = claim.openRelease(body);
    Write write = new Write(release.function(), body.release());
    if (withdrawn) {
      account.mustBeRefused(write);
    }
    job.write(write, ledger -> ledger.openRelease(release));
  }

  @Override
  public void close() {
    enough = true;
    threads.shutdownNow();
  }
}
