package org.claimexchange.server.pull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.claimexchange.ledger.EvidenceOutcome;
import org.claimexchange.model.evidence.Evidence;
import org.claimexchange.model.evidence.NonceGrant;
import org.claimexchange.model.evidence.ReleasePresentation;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.json.MalformedJsonException;
import org.claimexchange.model.source.AwaitedRelease;

/**
 * Looks into the folder of a release at a source's SFTP server: asks, shows evidence once the
 * source has left a nonce, and takes what is dropped after that. Each attempt is one look.
 */
public final class SftpSourceConnector implements SourceConnector {
  private static final int SMALL = 64 * 1024;
  private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9_-]{16,64}");

  private final Function<String, Optional<SftpAddress>> addresses;
  private final PullLimits limits;
  private final Clock clock;

  /**
   * @param addresses where each source drops its files; empty where nobody has said
   */
  public SftpSourceConnector(
      Function<String, Optional<SftpAddress>> addresses, PullLimits limits, Clock clock) {
    this.addresses = addresses;
    this.limits = limits;
    this.clock = clock;
  }

  @Override
  public PullOutcome pull(PullOrder order, PullSink sink) throws InterruptedException {
    Optional<SftpAddress> address = addresses.apply(order.source());
    if (address.isEmpty()) {
      return new PullOutcome.Later(PullProblem.NO_ADDRESS, Duration.ZERO);
    }
    try (SftpFolder folder = SftpFolder.open(address.get(), name(order), limits)) {
      return look(folder, order, sink);
    } catch (PullException e) {
      return e.outcome() instanceof PullOutcome.Later(PullProblem problem, Duration after)
              && after.isZero()
          ? new PullOutcome.Later(problem, address.get().poll())
          : e.outcome();
    } catch (SourceSession.RefusedException e) {
      return new PullOutcome.Refused(e.refusal());
    }
  }

  private PullOutcome look(SftpFolder folder, PullOrder order, PullSink sink)
      throws PullException, SourceSession.RefusedException, InterruptedException {
    if (!folder.has("ask.json")) {
      folder.write(
          "ask.json",
          CanonicalJson.write(
              new AwaitedRelease(order.release(), order.number(), order.deadline())));
    }
    String nonce = nonce(folder);
    Optional<Presented> before = sink.presented().filter(shown -> shown.nonce().equals(nonce));
    if (before.isEmpty()) {
      Evidence evidence = evidence(order, nonce);
      // Shown first: what was remembered and not shown would be waited for in vain.
      folder.write(
          "presentation.json",
          CanonicalJson.write(new ReleasePresentation(evidence, order.part(), order.subject())));
      sink.presented(new Presented(nonce, evidence));
      throw new PullException(PullProblem.NOT_HANDED_OVER);
    }
    if (!folder.has("documents.json")) {
      throw new PullException(
          folder.has("refused.json") ? PullProblem.TURNED_AWAY : PullProblem.NOT_HANDED_OVER);
    }
    // A withdrawal since then is heard of here: nothing is fetched without the ledger's word of
    // now.
    evidence(order, nonce);
    var list =
        DocumentsSourceConnector.list(
            folder.read("documents.json", CanonicalJson.MAX_BYTES, limits.requestTime()), order);
    var intake = new DocumentIntake(order, list, sink, limits, clock);
    intake.take(document ->
        folder.read(document.document(), Math.toIntExact(document.size()), limits.documentTime()));
    PullOutcome outcome = intake.outcome(List.of(before.get().evidence()));
    if (outcome instanceof PullOutcome.Later) {
      throw new PullException(PullProblem.INCOMPLETE);
    }
    return outcome;
  }

  @Override
  public void taken(PullOrder order, PullOutcome.Pulled pulled) throws InterruptedException {
    Optional<SftpAddress> address = addresses.apply(order.source());
    if (address.isPresent()) {
      try (SftpFolder folder = SftpFolder.open(address.get(), name(order), limits)) {
        folder.write(
            "taken.json",
            CanonicalJson.write(Map.<String, Instant>of("retrievedAt", pulled.retrievedAt())));
      } catch (PullException e) {
        // All is kept; the source clears its folder after the deadline in any case.
      }
    }
  }

  private static String name(PullOrder order) {
    return order.release() + "." + order.number();
  }

  private String nonce(SftpFolder folder) throws PullException {
    if (!folder.has("nonce.json")) {
      throw new PullException(PullProblem.NOT_HANDED_OVER);
    }
    try {
      String nonce =
          CanonicalJson.read(
                  folder.read("nonce.json", SMALL, limits.requestTime()), NonceGrant.class)
              .nonce();
      if (NONCE.matcher(nonce).matches()) {
        return nonce;
      }
    } catch (MalformedJsonException e) {
      // Told below.
    }
    throw new PullException(PullProblem.MALFORMED, "nonce.json is none");
  }

  private static Evidence evidence(PullOrder order, String nonce)
      throws PullException, SourceSession.RefusedException {
    return switch (order.proof().evidence(order.source(), nonce)) {
      case EvidenceOutcome.Endorsed endorsed -> endorsed.evidence();
      case EvidenceOutcome.Refused refused ->
          throw new SourceSession.RefusedException(refused.refusal());
      case EvidenceOutcome.NotEndorsed notEndorsed ->
          throw new PullException(PullProblem.LEDGER_UNAVAILABLE);
    };
  }
}
