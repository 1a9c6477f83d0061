package org.claimexchange.verifier.evidence;

import static org.claimexchange.verifier.evidence.EvidenceDefect.CHAINCODE;
import static org.claimexchange.verifier.evidence.EvidenceDefect.CHANNEL;
import static org.claimexchange.verifier.evidence.EvidenceDefect.ENDORSEMENT_POLICY;
import static org.claimexchange.verifier.evidence.EvidenceDefect.EVENT;
import static org.claimexchange.verifier.evidence.EvidenceDefect.FOR_WHOM;
import static org.claimexchange.verifier.evidence.EvidenceDefect.FUNCTION;
import static org.claimexchange.verifier.evidence.EvidenceDefect.MALFORMED;
import static org.claimexchange.verifier.evidence.EvidenceDefect.NONCE;
import static org.claimexchange.verifier.evidence.EvidenceDefect.OBJECT;
import static org.claimexchange.verifier.evidence.EvidenceDefect.PROPOSAL_HASH;
import static org.claimexchange.verifier.evidence.EvidenceDefect.SIGNATURE;
import static org.claimexchange.verifier.evidence.EvidenceDefect.STATUS;
import static org.claimexchange.verifier.evidence.EvidenceDefect.TAG;
import static org.claimexchange.verifier.evidence.EvidenceDefect.TIME;
import static org.claimexchange.verifier.evidence.EvidenceDefect.WRITES;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.claimexchange.model.disclosure.Digest;
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
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;

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

  private static final int OK = 200;

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
    return verify(evidence, read, ConsentEvidence.FUNCTION, expected, StateRules::consent);
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
    return verify(evidence, read, ReleaseEvidence.FUNCTION, expected, StateRules::release);
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
    return verify(evidence, read, DeliveryEvidence.FUNCTION, expected, StateRules::delivery);
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

  private <T> VerifiedRead<T> verify(
      Evidence evidence,
      EvidenceRead evidenceRead,
      String function,
      EvidenceExpectation expected,
      StateRules<T> rules)
      throws EvidenceException {
    EndorsedRead read = EndorsedRead.parse(evidenceRead);
    Instant time = claimedTime(read);
    Set<String> organizations = signedByTheirPeers(evidence, read, time);
    require(
        policy.rule().satisfiedBy(organizations),
        ENDORSEMENT_POLICY,
        policy.rule().toString(),
        String.join(", ", organizations));
    belongsToItsProposal(read);
    channelAndChaincode(evidence, read);
    askedFor(read, function);
    EvidenceAnswer answer = taggedAnswer(read, function);
    nothingWritten(read);
    require(
        answer.time().truncatedTo(ChronoUnit.MILLIS).equals(time.truncatedTo(ChronoUnit.MILLIS)),
        TIME,
        "the transaction's time " + time,
        answer.time().toString());
    aboutWhatIsExpected(answer, expected);
    fresh(answer.time());
    return new VerifiedRead<>(
        answer.query(),
        answer.time(),
        rules.check(answer.query().object(), answer.time(), answer.result()),
        organizations,
        PeerCertificates.of(policy.roots(), evidence.certificates()).evaluation(organizations));
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
    PeerCertificates certificates = PeerCertificates.of(policy.roots(), evidence.certificates());
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

  /** Fabric hashes both headers and the proposal without its transient data. */
  private static void belongsToItsProposal(EndorsedRead read) throws EvidenceException {
    MessageDigest hash = Digest.sha256();
    hash.update(read.header().getChannelHeader().toByteArray());
    hash.update(read.header().getSignatureHeader().toByteArray());
    hash.update(read.proposalBytes().toByteArray());
    require(
        MessageDigest.isEqual(hash.digest(), read.payload().getProposalHash().toByteArray()),
        PROPOSAL_HASH,
        "the hash of this header and proposal",
        "another");
  }

  private void channelAndChaincode(Evidence evidence, EndorsedRead read) throws EvidenceException {
    require(
        evidence.channel().equals(policy.channel())
            && read.channel().getChannelId().equals(policy.channel())
            && read.channel().getType() == HeaderType.ENDORSER_TRANSACTION_VALUE,
        CHANNEL,
        "a transaction of channel " + policy.channel(),
        "another");
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

  private static void askedFor(EndorsedRead read, String function) throws EvidenceException {
    var arguments = read.invocation().getChaincodeSpec().getInput().getArgsList();
    boolean asked =
        read.function().equals(function)
            && arguments.size() == 2
            && arguments.get(0).toStringUtf8().equals(function);
    require(asked, FUNCTION, function + " with one argument", "another call");
  }

  private static EvidenceAnswer taggedAnswer(EndorsedRead read, String function)
      throws EvidenceException {
    require(
        read.action().getResponse().getStatus() == OK,
        STATUS,
        "status 200",
        "status " + read.action().getResponse().getStatus());
    byte[] bytes = read.action().getResponse().getPayload().toByteArray();
    require(tagOf(bytes).equals(Optional.of(EvidenceAnswer.TAG)), TAG, EvidenceAnswer.TAG, "none");
    EvidenceAnswer answer;
    try {
      answer = CanonicalJson.readCanonical(bytes, EvidenceAnswer.class);
    } catch (MalformedJsonException e) {
      throw new EvidenceException(MALFORMED, "an answer in canonical JSON", "another form");
    }
    require(answer.function().equals(function), FUNCTION, function, "an answer of another");
    String argument =
        read.invocation().getChaincodeSpec().getInput().getArgs(1).toString(StandardCharsets.UTF_8);
    require(
        CanonicalJson.writeText(answer.query()).equals(argument),
        OBJECT,
        "the answer to what was asked",
        "an answer to something else");
    return answer;
  }

  private static Optional<String> tagOf(byte[] answer) {
    try {
      return Optional.of(CanonicalJson.read(answer, JsonNode.class).path("tag").asText());
    } catch (MalformedJsonException e) {
      return Optional.empty();
    }
  }

  /** A write that was endorsed and held back must never pass for a read. */
  private static void nothingWritten(EndorsedRead read) throws EvidenceException {
    require(
        read.readWriteSet().getDataModel() == TxReadWriteSet.DataModel.KV,
        WRITES,
        "a key-value read-write set",
        "another");
    for (var namespace : read.namespaces().entrySet()) {
      NsReadWriteSet set = namespace.getKey();
      KVRWSet keys = namespace.getValue();
      boolean empty =
          keys.getWritesCount() == 0
              && keys.getMetadataWritesCount() == 0
              && set.getCollectionHashedRwsetCount() == 0;
      require(empty, WRITES, "an empty write set", "a transaction that would have written");
    }
    require(read.action().getEvents().isEmpty(), EVENT, "no event", "an event");
  }

  private static void aboutWhatIsExpected(EvidenceAnswer answer, EvidenceExpectation expected)
      throws EvidenceException {
    require(
        expected.objects().contains(answer.query().object()),
        OBJECT,
        String.join(" or ", expected.objects()),
        answer.query().object());
    require(
        expected.nonce().allows(answer.query().nonce()),
        NONCE,
        "the nonce that was issued",
        "another");
    require(
        expected.forWhom().contains(answer.query().forWhom()),
        FOR_WHOM,
        String.join(" or ", expected.forWhom()),
        answer.query().forWhom());
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

  private static void require(boolean holds, EvidenceDefect defect, String expected, String found)
      throws EvidenceException {
    if (!holds) {
      throw new EvidenceException(defect, expected, found);
    }
  }
}
