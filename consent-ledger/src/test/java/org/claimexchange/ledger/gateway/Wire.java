package org.claimexchange.ledger.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.claimexchange.ledger.embedded.NetworkIdentity;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.transaction.EvidenceRequest;
import org.claimexchange.model.transaction.LedgerRefusal;
import org.claimexchange.model.transaction.Transaction;
import org.hyperledger.fabric.client.CloseableIterator;
import org.hyperledger.fabric.client.CommitStatusException;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.Network;
import org.hyperledger.fabric.client.Proposal;
import org.hyperledger.fabric.client.SubmitException;
import org.hyperledger.fabric.client.SubmittedTransaction;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.client.identity.X509Identity;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.gateway.PreparedTransaction;
import org.hyperledger.fabric.protos.gateway.ProposedTransaction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeEndorsedAction;
import org.hyperledger.fabric.protos.peer.FilteredBlock;
import org.hyperledger.fabric.protos.peer.SignedProposal;

/**
 * The Gateway SDK by hand: a transaction can be kept between endorsing and handing in, and changed.
 */
final class Wire implements AutoCloseable {
  /** Fabric's code for a transaction that counts. */
  static final String VALID = "VALID";

  private static final String[] REGULATOR_AND_EXCHANGE = {"RegulatorMSP", "ExchangeMSP"};

  private final RunningLedger running;
  private final Gateway gateway;

  Wire(RunningLedger running, NetworkIdentity identity) {
    this.running = running;
    this.gateway =
        Gateway.newInstance()
            .connection(running.network.channel())
            .identity(new X509Identity(identity.mspId(), identity.certificate()))
            .signer(Signers.newPrivateKeySigner(identity.privateKey()))
            .connect();
  }

  /** A transaction's proposal, for regulator and exchange to endorse unless others are named. */
  Proposal proposal(Transaction transaction, String... organizations) {
    return network()
        .getContract("consent")
        .newProposal(transaction.function())
        .addArguments(CanonicalJson.write(transaction.open()))
        .putTransient(Transaction.HIDDEN, CanonicalJson.write(transaction.hidden()))
        .setEndorsingOrganizations(
            organizations.length == 0 ? REGULATOR_AND_EXCHANGE : organizations)
        .build();
  }

  /** A transaction's proposal with another hidden side, as it would go over the wire. */
  Proposal proposal(Transaction transaction, byte[] hidden) {
    return network()
        .getContract("consent")
        .newProposal(transaction.function())
        .addArguments(CanonicalJson.write(transaction.open()))
        .putTransient(Transaction.HIDDEN, hidden)
        .setEndorsingOrganizations(REGULATOR_AND_EXCHANGE)
        .build();
  }

  /** A question for evidence, as a proposal. */
  Proposal question(EvidenceRequest request) {
    return network()
        .getContract("consent")
        .newProposal(request.function())
        .addArguments(CanonicalJson.write(request.query()))
        .putTransient(Transaction.HIDDEN, CanonicalJson.write(request.hidden()))
        .setEndorsingOrganizations(REGULATOR_AND_EXCHANGE)
        .build();
  }

  /** The same proposal with a timestamp that is so far from now. */
  Proposal shifted(Proposal proposal, Duration off) throws InvalidProtocolBufferException {
    ProposedTransaction proposed = ProposedTransaction.parseFrom(proposal.getBytes());
    var parsed =
        org.hyperledger.fabric.protos.peer.Proposal.parseFrom(
            proposed.getProposal().getProposalBytes());
    Header header = Header.parseFrom(parsed.getHeader());
    Instant time = Instant.now().plus(off);
    ByteString channel =
        ChannelHeader.parseFrom(header.getChannelHeader()).toBuilder()
            .setTimestamp(
                Timestamp.newBuilder().setSeconds(time.getEpochSecond()).setNanos(time.getNano()))
            .build()
            .toByteString();
    ByteString changed =
        parsed.toBuilder()
            .setHeader(header.toBuilder().setChannelHeader(channel).build().toByteString())
            .build()
            .toByteString();
    return gateway.newProposal(
        proposed.toBuilder()
            .setProposal(SignedProposal.newBuilder().setProposalBytes(changed))
            .build()
            .toByteArray());
  }

  /** Endorsed and kept. */
  org.hyperledger.fabric.client.Transaction endorsed(
      Transaction transaction, String... organizations) throws EndorseException {
    return proposal(transaction, organizations).endorse();
  }

  /** Handed in; the code with which it stands in its block. */
  static SubmittedTransaction submit(org.hyperledger.fabric.client.Transaction endorsed)
      throws SubmitException {
    return endorsed.submitAsync();
  }

  /** Handed in and committed; the code with which it stands in its block. */
  static String code(org.hyperledger.fabric.client.Transaction endorsed)
      throws SubmitException, CommitStatusException {
    return submit(endorsed).getStatus().getCode().name();
  }

  /** The contract's refusal of a proposal. */
  static LedgerRefusal refusal(Proposal proposal) {
    EndorseException e = catchThrowableOfType(EndorseException.class, proposal::endorse);
    assertThat(e).as("must not be endorsed").isNotNull();
    return PeerErrors.refusal(e).orElseThrow(() -> new AssertionError(PeerErrors.reason(e)));
  }

  /** The same with its endorsed action changed, signed anew by its creator. */
  org.hyperledger.fabric.client.Transaction changed(
      org.hyperledger.fabric.client.Transaction endorsed,
      UnaryOperator<ChaincodeEndorsedAction> change)
      throws InvalidProtocolBufferException {
    PreparedTransaction prepared = PreparedTransaction.parseFrom(endorsed.getBytes());
    Payload payload = Payload.parseFrom(prepared.getEnvelope().getPayload());
    var transaction = org.hyperledger.fabric.protos.peer.Transaction.parseFrom(payload.getData());
    ChaincodeActionPayload action =
        ChaincodeActionPayload.parseFrom(transaction.getActions(0).getPayload());
    ByteString actions =
        action.toBuilder().setAction(change.apply(action.getAction())).build().toByteString();
    var data =
        transaction.toBuilder()
            .setActions(0, transaction.getActions(0).toBuilder().setPayload(actions))
            .build();
    return gateway.newTransaction(
        prepared.toBuilder()
            .setEnvelope(
                prepared.getEnvelope().toBuilder()
                    .clearSignature()
                    .setPayload(
                        payload.toBuilder().setData(data.toByteString()).build().toByteString()))
            .build()
            .toByteArray());
  }

  /** With which codes a transaction id stands in the blocks, in their order. */
  List<String> codes(String transactionId) {
    List<String> codes = new ArrayList<>();
    long height = running.network.height();
    try (CloseableIterator<FilteredBlock> blocks =
        network().newFilteredBlockEventsRequest().startBlock(0).build().getEvents()) {
      for (long block = 0; block < height; block++) {
        blocks.next().getFilteredTransactionsList().stream()
            .filter(transaction -> transaction.getTxid().equals(transactionId))
            .forEach(transaction -> codes.add(transaction.getTxValidationCode().name()));
      }
    }
    return codes;
  }

  /** Waits until a moment is past. */
  static void awaitPast(Instant moment) throws InterruptedException {
    while (!Instant.now().isAfter(moment)) {
      Thread.sleep(Duration.between(Instant.now(), moment).plusMillis(1).abs());
    }
  }

  /** What is endorsed by hand is endorsed once, so the peers must stand at the same block. */
  private Network network() {
    running.network.awaitLevelPeers();
    return gateway.getNetwork(running.network.channelName());
  }

  @Override
  public void close() {
    gateway.close();
  }
}
