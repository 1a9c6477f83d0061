package org.claimexchange.verifier.evidence;

import static org.claimexchange.verifier.evidence.EvidenceDefect.CERTIFICATE_CHAIN;
import static org.claimexchange.verifier.evidence.EvidenceDefect.CHAINCODE;
import static org.claimexchange.verifier.evidence.EvidenceDefect.CHANNEL;
import static org.claimexchange.verifier.evidence.EvidenceDefect.CONTENT;
import static org.claimexchange.verifier.evidence.EvidenceDefect.ENDORSEMENT_POLICY;
import static org.claimexchange.verifier.evidence.EvidenceDefect.EVENT;
import static org.claimexchange.verifier.evidence.EvidenceDefect.FOR_WHOM;
import static org.claimexchange.verifier.evidence.EvidenceDefect.FUNCTION;
import static org.claimexchange.verifier.evidence.EvidenceDefect.MALFORMED;
import static org.claimexchange.verifier.evidence.EvidenceDefect.NONCE;
import static org.claimexchange.verifier.evidence.EvidenceDefect.OBJECT;
import static org.claimexchange.verifier.evidence.EvidenceDefect.PROPOSAL_HASH;
import static org.claimexchange.verifier.evidence.EvidenceDefect.SIGNATURE;
import static org.claimexchange.verifier.evidence.EvidenceDefect.TIME;
import static org.claimexchange.verifier.evidence.EvidenceDefect.WRITES;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.claimexchange.model.evidence.ConsentEvidence;
import org.claimexchange.model.evidence.DeliveryEvidence;
import org.claimexchange.model.evidence.Evidence;
import org.claimexchange.model.evidence.EvidenceAnswer;
import org.claimexchange.model.evidence.EvidenceQuery;
import org.claimexchange.model.evidence.EvidenceRead;
import org.claimexchange.model.evidence.ReleaseEvidence;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.json.MalformedJsonException;
import org.claimexchange.verifier.evidence.EndorsedRead.Endorser;
import org.hyperledger.fabric.protos.common.HeaderType;

/**
 * Checks endorsed reads of the ledger offline. The first check that fails names itself in an {@link
 * EvidenceException}. Safe for use by several threads.
 *
 * <pre>{@code
 * var verifier = new EvidenceVerifier(EvidencePolicy.claims(roots,
 *     new Freshness.Within(Duration.ofMinutes(2), Duration.ofSeconds(30), Clock.systemUTC())));
 * ReleaseEvidence release = verifier.release(evidence,
 *     EvidenceExpectation.of(releaseId, "source-ruijin", nonceWeIssued)).result();
 * }</pre>
 */
public final class EvidenceVerifier {

  private final EvidencePolicy policy;
  private final EndorserSignature signatures = new EndorserSignature();

  public EvidenceVerifier(EvidencePolicy policy) {
    this.policy = policy;
  }

  /**
   * Checks evidence of one read that a consent is active.
   *
   * @throws EvidenceException naming the first check that failed
   */
  public VerifiedRead<ConsentEvidence> consent(Evidence evidence, EvidenceExpectation expected)
      throws EvidenceException {
    return consent(evidence, onlyRead(evidence), expected);
  }

  /** As {@link #consent(Evidence, EvidenceExpectation)}, for one of several reads. */
  public VerifiedRead<ConsentEvidence> consent(
      Evidence evidence, EvidenceRead read, EvidenceExpectation expected) throws EvidenceException {
    return verify(
        evidence, read, ConsentEvidence.FUNCTION, expected, StateRules::consent, Trail.none());
  }

  /**
   * Checks evidence of one read that a release is open for one source's part. That the deadline has
   * not passed is judged at the answer's time; whoever opens a session judges it again.
   *
   * @throws EvidenceException naming the first check that failed
   */
  public VerifiedRead<ReleaseEvidence> release(Evidence evidence, EvidenceExpectation expected)
      throws EvidenceException {
    return release(evidence, onlyRead(evidence), expected);
  }

  /** As {@link #release(Evidence, EvidenceExpectation)}, for one of several reads. */
  public VerifiedRead<ReleaseEvidence> release(
      Evidence evidence, EvidenceRead read, EvidenceExpectation expected) throws EvidenceException {
    return verify(
        evidence, read, ReleaseEvidence.FUNCTION, expected, StateRules::release, Trail.none());
  }

  /**
   * Checks evidence of one read that a delivery is recorded and not erased.
   *
   * @throws EvidenceException naming the first check that failed
   */
  public VerifiedRead<DeliveryEvidence> delivery(Evidence evidence, EvidenceExpectation expected)
      throws EvidenceException {
    return delivery(evidence, onlyRead(evidence), expected);
  }

  /** As {@link #delivery(Evidence, EvidenceExpectation)}, for one of several reads. */
  public VerifiedRead<DeliveryEvidence> delivery(
      Evidence evidence, EvidenceRead read, EvidenceExpectation expected) throws EvidenceException {
    return verify(
        evidence, read, DeliveryEvidence.FUNCTION, expected, StateRules::delivery, Trail.none());
  }

  /**
   * What a read claims to be about, before anything of it is checked: good for making an {@link
   * EvidenceExpectation} where the object is not known otherwise, and for nothing else.
   *
   * @throws EvidenceException if the read cannot be parsed
   */
  public static EvidenceQuery claimed(EvidenceRead read) throws EvidenceException {
    var arguments =
        EndorsedRead.parse(read).invocation().getChaincodeSpec().getInput().getArgsList();
    require(arguments.size() == 2, FUNCTION, "one argument", "another number");
    try {
      return CanonicalJson.read(arguments.get(1).toByteArray(), EvidenceQuery.class);
    } catch (MalformedJsonException e) {
      throw new EvidenceException(MALFORMED, "a query in canonical JSON", "another form");
    }
  }

  /** As the function that the read names; the trail is told each check that has passed. */
  VerifiedRead<?> any(
      Evidence evidence, EvidenceRead read, EvidenceExpectation expected, Trail trail)
      throws EvidenceException {
    String function = read.function();
    return switch (function) {
      case ConsentEvidence.FUNCTION ->
          verify(evidence, read, function, expected, StateRules::consent, trail);
      case ReleaseEvidence.FUNCTION ->
          verify(evidence, read, function, expected, StateRules::release, trail);
      case DeliveryEvidence.FUNCTION ->
          verify(evidence, read, function, expected, StateRules::delivery, trail);
      default ->
          throw new EvidenceException(
              FUNCTION, "a function that reads for evidence", "a function of another name");
    };
  }

  private <T> VerifiedRead<T> verify(
      Evidence evidence,
      EvidenceRead evidenceRead,
      String function,
      EvidenceExpectation expected,
      StateRules<T> rules,
      Trail trail)
      throws EvidenceException {
    EndorsedRead read = EndorsedRead.parse(evidenceRead);
    Instant time = claimedTime(read);
    Set<String> organizations = signedByTheirPeers(evidence, read, time);
    trail.passed(CERTIFICATE_CHAIN);
    trail.passed(SIGNATURE);
    require(
        policy.rule().satisfiedBy(organizations),
        ENDORSEMENT_POLICY,
        policy.rule().toString(),
        organizations.isEmpty() ? "nobody" : String.join(", ", organizations));
    trail.passed(ENDORSEMENT_POLICY);
    ReadChecks.belongsToItsProposal(read);
    trail.passed(PROPOSAL_HASH);
    channel(evidence, read);
    trail.passed(CHANNEL);
    chaincode(evidence, read);
    trail.passed(CHAINCODE);
    ReadChecks.askedFor(read, function);
    EvidenceAnswer answer = ReadChecks.taggedAnswer(read, function, trail);
    trail.passed(FUNCTION);
    ReadChecks.nothingWritten(read);
    trail.passed(WRITES);
    require(read.action().getEvents().isEmpty(), EVENT, "no event", "an event");
    trail.passed(EVENT);
    ReadChecks.theTransactionsTime(answer, time);
    aboutWhatIsExpected(answer, expected, trail);
    fresh(answer.time());
    trail.passed(TIME);
    T result = rules.check(answer.query().object(), answer.time(), answer.result());
    trail.passed(CONTENT);
    return new VerifiedRead<>(
        answer.query(),
        answer.time(),
        result,
        organizations,
        PeerCertificates.of(policy, evidence.certificates()).evaluation(organizations));
  }

  private static EvidenceRead onlyRead(Evidence evidence) throws EvidenceException {
    require(
        evidence.reads().size() == 1, MALFORMED, "one read", evidence.reads().size() + " reads");
    return evidence.reads().get(0);
  }

  /** The time that the certificates are judged at; what the peers say is held against it below. */
  private static Instant claimedTime(EndorsedRead read) throws EvidenceException {
    var timestamp = read.channel().getTimestamp();
    try {
      return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
    } catch (java.time.DateTimeException | ArithmeticException e) {
      throw new EvidenceException(MALFORMED, "a timestamp", "none");
    }
  }

  private Set<String> signedByTheirPeers(Evidence evidence, EndorsedRead read, Instant time)
      throws EvidenceException {
    PeerCertificates certificates = PeerCertificates.of(policy, evidence.certificates());
    certificates.nothingLeftOver(time);
    Set<String> organizations = new HashSet<>();
    for (Endorser endorser : read.endorsers()) {
      X509Certificate certificate = certificates.trusted(endorser, time);
      String organization = endorser.identity().getMspid();
      require(
          signatures.holds(
              certificate.getPublicKey(),
              read.payloadBytes(),
              endorser.identityBytes(),
              endorser.signature()),
          SIGNATURE,
          "a signature of " + organization + " over the answer",
          "another");
      require(
          organizations.add(organization),
          ENDORSEMENT_POLICY,
          "one endorsement of each organization",
          "two of " + organization);
    }
    return organizations;
  }

  private void channel(Evidence evidence, EndorsedRead read) throws EvidenceException {
    require(
        evidence.channel().equals(policy.channel())
            && read.channel().getChannelId().equals(policy.channel())
            && read.channel().getType() == HeaderType.ENDORSER_TRANSACTION_VALUE,
        CHANNEL,
        "a transaction of channel " + policy.channel(),
        "another");
  }

  private void chaincode(Evidence evidence, EndorsedRead read) throws EvidenceException {
    boolean same =
        evidence.chaincode().equals(policy.chaincode())
            && read.extension().getChaincodeId().getName().equals(policy.chaincode())
            && read.invocation()
                .getChaincodeSpec()
                .getChaincodeId()
                .getName()
                .equals(policy.chaincode())
            && read.action().getChaincodeId().getName().equals(policy.chaincode());
    require(same, CHAINCODE, "chaincode " + policy.chaincode(), "another");
  }

  private static void aboutWhatIsExpected(
      EvidenceAnswer answer, EvidenceExpectation expected, Trail trail) throws EvidenceException {
    require(
        expected.objects().contains(answer.query().object()),
        OBJECT,
        String.join(" or ", expected.objects()),
        answer.query().object());
    trail.passed(OBJECT);
    require(
        expected.nonce().allows(answer.query().nonce()),
        NONCE,
        "the nonce that was issued",
        "another");
    trail.passed(NONCE);
    require(
        expected.forWhom().contains(answer.query().forWhom()),
        FOR_WHOM,
        String.join(" or ", expected.forWhom()),
        answer.query().forWhom());
    trail.passed(FOR_WHOM);
  }

  private void fresh(Instant time) throws EvidenceException {
    Freshness freshness = policy.freshness();
    Instant now = freshness.clock().instant();
    if (freshness.maxAge().isPresent()) {
      Duration maxAge = freshness.maxAge().get();
      require(
          !time.isBefore(now.minus(maxAge)),
          TIME,
          "evidence of the last " + maxAge.toSeconds() + " s",
          "evidence of " + time);
    }
    require(
        !time.isAfter(now.plus(freshness.maxAhead())),
        TIME,
        "evidence of the past",
        "evidence of " + time);
  }

  static void require(boolean holds, EvidenceDefect defect, String expected, String found)
      throws EvidenceException {
    if (!holds) {
      throw new EvidenceException(defect, expected, found);
    }
  }
}
