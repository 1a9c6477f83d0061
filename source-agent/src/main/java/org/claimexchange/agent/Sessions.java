package org.claimexchange.agent;

import java.time.Clock;
import java.time.Duration;
import org.claimexchange.agent.exchange.ExchangeClient;
import org.claimexchange.agent.exchange.ExchangeException;
import org.claimexchange.agent.exchange.Presented;
import org.claimexchange.guard.GuardException;
import org.claimexchange.guard.GuardRefusal;
import org.claimexchange.guard.GuardSession;
import org.claimexchange.guard.ReleaseGuard;
import org.claimexchange.model.source.AwaitedRelease;

/** Sessions on evidence that this agent's own guard has checked. */
final class Sessions {
  private static final String CALLER = "agent";

  /** A document is not begun when so little is left. */
  private static final Duration MARGIN = Duration.ofSeconds(5);

  private final ExchangeClient exchange;
  private final ReleaseGuard guard;
  private final Clock clock;

  Sessions(ExchangeClient exchange, ReleaseGuard guard, Clock clock) {
    this.exchange = exchange;
    this.guard = guard;
    this.clock = clock;
  }

  /**
   * What is open now.
   *
   * @param granted what the guard believes
   * @param push the exchange's name for it
   */
  record Open(GuardSession granted, String push) {}

  /**
   * Opens a session on fresh evidence.
   *
   * @throws GuardException if it is not believed, or is another release's
   */
  Open open(AwaitedRelease release) throws ExchangeException, GuardException, InterruptedException {
    Presented presented = exchange.evidence(release, guard.issueNonce().nonce());
    String id = guard.open(CALLER, presented.presentation()).session();
    GuardSession granted = guard.session(CALLER, id);
    if (!granted.release().equals(release.release())) {
      throw new GuardException(GuardRefusal.PART);
    }
    return new Open(granted, presented.session());
  }

  /**
   * The same session while it lasts, or the next one of the same pull.
   *
   * @throws GuardException as above, or if fresh evidence is about something else
   */
  Open stillOpen(AwaitedRelease release, Open open)
      throws ExchangeException, GuardException, InterruptedException {
    return clock.instant().plus(MARGIN).isBefore(open.granted().expiresAt())
        ? open
        : renewed(release, open);
  }

  Open renewed(AwaitedRelease release, Open open)
      throws ExchangeException, GuardException, InterruptedException {
    Open next = open(release);
    boolean same =
        next.granted().pull().equals(open.granted().pull())
            && next.granted().subject().equals(open.granted().subject());
    if (!same) {
      throw new GuardException(GuardRefusal.PART);
    }
    return next;
  }
}
