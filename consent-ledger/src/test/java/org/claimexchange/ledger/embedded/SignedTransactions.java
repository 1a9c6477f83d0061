package org.claimexchange.ledger.embedded;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.peer.ChaincodeHeaderExtension;
import org.hyperledger.fabric.protos.peer.ChaincodeID;
import org.hyperledger.fabric.protos.peer.ChaincodeInput;
import org.hyperledger.fabric.protos.peer.ChaincodeInvocationSpec;
import org.hyperledger.fabric.protos.peer.ChaincodeProposalPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeSpec;
import org.hyperledger.fabric.protos.peer.Endorsement;
import org.hyperledger.fabric.protos.peer.Proposal;
import org.hyperledger.fabric.protos.peer.Response;
import org.hyperledger.fabric.protos.peer.SignedProposal;

/**
 * Makes transactions as client, gateway and peers make them together, all signatures real, without
 * running a chaincode: whoever asks says what it read and wrote.
 */
final class SignedTransactions {
  private static final int NONCE_BYTES = 24;

  private final String channel;
  private final String chaincode;
  private final Ecdsa ecdsa;
  private final SecureRandom random;
  private final Clock clock;

  SignedTransactions(
      String channel, String chaincode, Ecdsa ecdsa, SecureRandom random, Clock clock) {
    this.channel = channel;
    this.chaincode = chaincode;
    this.ecdsa = ecdsa;
    this.random = random;
    this.clock = clock;
  }

  /** A transaction of this client with this effect, endorsed by these peers. */
  Envelope make(
      NetworkIdentity client, String argument, KVRWSet effect, List<NetworkIdentity> peers) {
    ParsedProposal proposal = proposal(client, argument);
    TxReadWriteSet results =
        TxReadWriteSet.newBuilder()
            .setDataModel(TxReadWriteSet.DataModel.KV)
            .addNsRwset(
                NsReadWriteSet.newBuilder().setNamespace(chaincode).setRwset(effect.toByteString()))
            .build();
    Response response = Response.newBuilder().setStatus(200).build();
    ByteString payload =
        Endorser.payload(proposal, new ChaincodeAnswer(response, Optional.empty(), results));
    List<PeerAnswer.Endorsed> endorsed = new ArrayList<>();
    for (NetworkIdentity peer : peers) {
      ByteString identity = Identities.serialize(peer);
      byte[] signature =
          ecdsa.sign(peer.privateKey(), payload.toByteArray(), identity.toByteArray());
      endorsed.add(
          new PeerAnswer.Endorsed(
              response,
              payload,
              Endorsement.newBuilder()
                  .setEndorser(identity)
                  .setSignature(ByteString.copyFrom(signature))
                  .build()));
    }
    Envelope unsigned = Endorsing.assemble(proposal, endorsed);
    return unsigned.toBuilder()
        .setSignature(
            ByteString.copyFrom(
                ecdsa.sign(client.privateKey(), unsigned.getPayload().toByteArray())))
        .build();
  }

  private ParsedProposal proposal(NetworkIdentity client, String argument) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    SignatureHeader signature =
        SignatureHeader.newBuilder()
            .setCreator(Identities.serialize(client))
            .setNonce(ByteString.copyFrom(nonce))
            .build();
    ChaincodeID called = ChaincodeID.newBuilder().setName(chaincode).build();
    Instant now = clock.instant();
    ChannelHeader header =
        ChannelHeader.newBuilder()
            .setType(HeaderType.ENDORSER_TRANSACTION_VALUE)
            .setChannelId(channel)
            .setTxId(TransactionIds.of(signature))
            .setTimestamp(
                Timestamp.newBuilder().setSeconds(now.getEpochSecond()).setNanos(now.getNano()))
            .setExtension(
                ChaincodeHeaderExtension.newBuilder().setChaincodeId(called).build().toByteString())
            .build();
    ChaincodeInvocationSpec call =
        ChaincodeInvocationSpec.newBuilder()
            .setChaincodeSpec(
                ChaincodeSpec.newBuilder()
                    .setChaincodeId(called)
                    .setInput(
                        ChaincodeInput.newBuilder()
                            .addArgs(ByteString.copyFromUtf8("put"))
                            .addArgs(ByteString.copyFromUtf8(argument))))
            .build();
    Proposal proposal =
        Proposal.newBuilder()
            .setHeader(
                Header.newBuilder()
                    .setChannelHeader(header.toByteString())
                    .setSignatureHeader(signature.toByteString())
                    .build()
                    .toByteString())
            .setPayload(
                ChaincodeProposalPayload.newBuilder()
                    .setInput(call.toByteString())
                    .build()
                    .toByteString())
            .build();
    try {
      return ParsedProposal.parse(
          SignedProposal.newBuilder().setProposalBytes(proposal.toByteString()).build());
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }
}
