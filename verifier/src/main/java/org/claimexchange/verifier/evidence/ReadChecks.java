package org.claimexchange.verifier.evidence;

import static org.claimexchange.verifier.evidence.EvidenceDefect.FUNCTION;
import static org.claimexchange.verifier.evidence.EvidenceDefect.MALFORMED;
import static org.claimexchange.verifier.evidence.EvidenceDefect.OBJECT;
import static org.claimexchange.verifier.evidence.EvidenceDefect.PROPOSAL_HASH;
import static org.claimexchange.verifier.evidence.EvidenceDefect.STATUS;
import static org.claimexchange.verifier.evidence.EvidenceDefect.TAG;
import static org.claimexchange.verifier.evidence.EvidenceDefect.TIME;
import static org.claimexchange.verifier.evidence.EvidenceDefect.WRITES;
import static org.claimexchange.verifier.evidence.EvidenceVerifier.require;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.evidence.EvidenceAnswer;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.json.MalformedJsonException;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;

/** What of a read needs no policy to be judged. */
final class ReadChecks {

  private static final int OK = 200;

  private ReadChecks() {}

  /** Fabric hashes both headers and the proposal without its transient data. */
  static void belongsToItsProposal(EndorsedRead read) throws EvidenceException {
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

  static void askedFor(EndorsedRead read, String function) throws EvidenceException {
    var arguments = read.invocation().getChaincodeSpec().getInput().getArgsList();
    boolean asked =
        read.function().equals(function)
            && arguments.size() == 2
            && arguments.get(0).toStringUtf8().equals(function);
    require(asked, FUNCTION, function + " with one argument", "another call");
  }

  static EvidenceAnswer taggedAnswer(EndorsedRead read, String function, Trail trail)
      throws EvidenceException {
    require(
        read.action().getResponse().getStatus() == OK,
        STATUS,
        "status 200",
        "status " + read.action().getResponse().getStatus());
    trail.passed(STATUS);
    byte[] bytes = read.action().getResponse().getPayload().toByteArray();
    require(tagOf(bytes).equals(Optional.of(EvidenceAnswer.TAG)), TAG, EvidenceAnswer.TAG, "none");
    trail.passed(TAG);
    EvidenceAnswer answer;
    try {
      answer = CanonicalJson.readCanonical(bytes, EvidenceAnswer.class);
    } catch (MalformedJsonException e) {
      throw new EvidenceException(MALFORMED, "an answer in canonical JSON", "another form");
    }
    trail.passed(MALFORMED);
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
  static void nothingWritten(EndorsedRead read) throws EvidenceException {
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
  }

  /** What the peers say must be the time that their certificates were judged at. */
  static void theTransactionsTime(EvidenceAnswer answer, Instant time) throws EvidenceException {
    require(
        answer.time().truncatedTo(ChronoUnit.MILLIS).equals(time.truncatedTo(ChronoUnit.MILLIS)),
        TIME,
        "the transaction's time " + time,
        answer.time().toString());
  }
}
