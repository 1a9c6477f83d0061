package org.claimexchange.guard;

import com.google.protobuf.InvalidProtocolBufferException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.claimexchange.guard.log.GuardEvent;
import org.claimexchange.guard.log.GuardLog;
import org.claimexchange.guard.log.RequestKind;
import org.claimexchange.model.evidence.Evidence;
import org.claimexchange.model.evidence.EvidenceQuery;
import org.claimexchange.model.evidence.NonceGrant;
import org.claimexchange.model.evidence.ReleaseEvidence;
import org.claimexchange.model.evidence.ReleasePresentation;
import org.claimexchange.model.evidence.SessionGrant;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.json.MalformedJsonException;
import org.claimexchange.verifier.evidence.EvidenceException;
import org.claimexchange.verifier.evidence.EvidenceExpectation;
import org.claimexchange.verifier.evidence.EvidencePolicy;
import org.claimexchange.verifier.evidence.EvidenceVerifier;
import org.claimexchange.verifier.evidence.Freshness;
import org.hyperledger.fabric.protos.peer.ChaincodeInvocationSpec;
import org.hyperledger.fabric.protos.peer.ChaincodeProposalPayload;

/**
 * Lets records out only under a release that stands on the ledger: issues nonces, checks what is
 * shown against the ledger's root certificates without calling anybody, and opens a session of two
 * minutes for pages and retries. Safe for use by several threads; remembers nothing over a restart,
 * after which fresh evidence is due.
 */
public final class ReleaseGuard {
  /**
   * How long a session lasts, from the issue of its nonce; a withdrawal stops the source after that
   * at the latest.
   */
  public static final Duration SESSION = Duration.ofMinutes(2);

  private static final Duration OLDEST_EVIDENCE = Duration.ofMinutes(2);
  private static final Duration CLOCKS_APART = Duration.ofSeconds(30);
  private static final int LONGEST_PROPOSAL = 16 * 1024;

  private final String participant;
  private final EvidenceVerifier verifier;
  private final Nonces nonces;
  private final Map<String, GuardSession> sessions = new ConcurrentHashMap<>();
  private final GuardLog log;
  private final SecureRandom random;
  private final Clock clock;

  /**
   * @param participant this source's id in the participants' register
   * @param ledger root certificates of the ledger's organizations
   * @param log where each decision goes
   */
  public ReleaseGuard(
      String participant, LedgerRoots ledger, GuardLog log, Clock clock, SecureRandom random) {
    this.participant = participant;
    this.verifier =
        new EvidenceVerifier(
            EvidencePolicy.claims(
                ledger.byOrganization(),
                new Freshness.Within(OLDEST_EVIDENCE, CLOCKS_APART, clock)));
    this.nonces = new Nonces(random, clock);
    this.log = log;
    this.random = random;
    this.clock = clock;
    log.write(new GuardEvent.Started(participant));
  }

  /** A nonce for the next evidence. */
  public NonceGrant issueNonce() {
    return nonces.issue();
  }

  /**
   * Opens a session for what the ledger released.
   *
   * @param caller who shows it, as this source knows them; the session is theirs alone
   * @throws GuardException naming the first check that failed; the nonce is spent even so
   */
  public SessionGrant open(String caller, ReleasePresentation shown) throws GuardException {
    try {
      return opened(caller, shown);
    } catch (GuardException e) {
      log.write(new GuardEvent.TurnedAway(RequestKind.SESSION, e.code()));
      throw e;
    }
  }

  /** Refuses what was shown and cannot be read. */
  GuardException malformed() {
    GuardException refused = new GuardException(GuardRefusal.MALFORMED);
    log.write(new GuardEvent.TurnedAway(RequestKind.SESSION, refused.code()));
    return refused;
  }

  private SessionGrant opened(String caller, ReleasePresentation shown) throws GuardException {
    EvidenceQuery asked = asked(shown.evidence());
    // The session ends with the nonce: its issue is the one time here that nobody else can choose,
    // so a withdrawal reaches this source within two minutes however long evidence was held back.
    Instant end =
        nonces.take(asked.nonce()).orElseThrow(() -> new GuardException(GuardRefusal.NONCE));
    ReleaseEvidence release = verified(shown.evidence(), asked);
    require(
        shown.part().opens(ReleasePresentation.PART, release.part())
            && shown.part().value().source().equals(participant),
        GuardRefusal.PART);
    require(
        shown.subject().opens(ReleasePresentation.SUBJECT, release.subject()),
        GuardRefusal.SUBJECT);
    Instant now = clock.instant();
    require(now.isBefore(release.deadline()), GuardRefusal.DEADLINE);
    GuardSession session =
        new GuardSession(
            caller,
            release.state().release(),
            release.part(),
            shown.part().value(),
            shown.subject().value(),
            end.isBefore(release.deadline()) ? end : release.deadline());
    sessions.values().removeIf(other -> !now.isBefore(other.expiresAt()));
    String id = Nonces.random128(random);
    log.write(
        new GuardEvent.Opened(session.release(), release.state().body(), session.partDigest()));
    sessions.put(id, session);
    return new SessionGrant(id, session.expiresAt());
  }

  /**
   * The session that a caller names.
   *
   * @param id as they named it; empty if they named none
   * @throws GuardException if it is not there, not theirs or over; which of these is not told
   */
  public GuardSession session(String caller, String id) throws GuardException {
    try {
      return found(caller, id);
    } catch (GuardException e) {
      log.write(new GuardEvent.TurnedAway(RequestKind.OTHER, e.code()));
      throw e;
    }
  }

  private GuardSession found(String caller, String id) throws GuardException {
    require(!id.isBlank(), GuardRefusal.NO_SESSION);
    GuardSession session = sessions.get(id);
    if (session == null
        || !session.caller().equals(caller)
        || !clock.instant().isBefore(session.expiresAt())) {
      throw new GuardException(GuardRefusal.SESSION_OVER);
    }
    return session;
  }

  private ReleaseEvidence verified(Evidence evidence, EvidenceQuery asked) throws GuardException {
    try {
      return verifier
          .release(evidence, EvidenceExpectation.of(asked.object(), participant, asked.nonce()))
          .result();
    } catch (EvidenceException e) {
      throw new GuardException(e.defect());
    }
  }

  /**
   * What the evidence says was asked. Nothing is believed yet: the verifier holds it against what
   * the peers signed.
   */
  private static EvidenceQuery asked(Evidence evidence) throws GuardException {
    require(evidence.reads().size() == 1, GuardRefusal.MALFORMED);
    String proposal = evidence.reads().get(0).proposal();
    require(proposal.length() <= LONGEST_PROPOSAL, GuardRefusal.MALFORMED);
    try {
      var payload = ChaincodeProposalPayload.parseFrom(Base64.getDecoder().decode(proposal));
      var input =
          ChaincodeInvocationSpec.parseFrom(payload.getInput()).getChaincodeSpec().getInput();
      require(input.getArgsCount() == 2, GuardRefusal.MALFORMED);
      EvidenceQuery query = CanonicalJson.read(input.getArgs(1).toByteArray(), EvidenceQuery.class);
      require(!query.nonce().isEmpty(), GuardRefusal.NONCE);
      return query;
    } catch (InvalidProtocolBufferException | IllegalArgumentException | MalformedJsonException e) {
      throw new GuardException(GuardRefusal.MALFORMED);
    }
  }

  private static void require(boolean holds, GuardRefusal refusal) throws GuardException {
    if (!holds) {
      throw new GuardException(refusal);
    }
  }
}
