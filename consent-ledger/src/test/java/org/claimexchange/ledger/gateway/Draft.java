package org.claimexchange.ledger.gateway;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.Hash;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.gateway.ProposedTransaction;
import org.hyperledger.fabric.protos.peer.ChaincodeHeaderExtension;
import org.hyperledger.fabric.protos.peer.ChaincodeID;
import org.hyperledger.fabric.protos.peer.ChaincodeInvocationSpec;
import org.hyperledger.fabric.protos.peer.ChaincodeProposalPayload;
import org.hyperledger.fabric.protos.peer.Proposal;

/** A proposal before it is signed, to be changed in any part. */
record Draft(Proposal proposal) {

  /** As the SDK makes it. */
  static Draft of(
      Gateway gateway,
      String channel,
      String chaincode,
      String function,
      Map<String, byte[]> hidden,
      String... arguments) {
    byte[] made =
        gateway
            .getNetwork(channel)
            .getContract(chaincode)
            .newProposal(function)
            .addArguments(arguments)
            .putAllTransient(hidden)
            .build()
            .getBytes();
    try {
      ProposedTransaction proposed = ProposedTransaction.parseFrom(made);
      return new Draft(Proposal.parseFrom(proposed.getProposal().getProposalBytes()));
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  Header header() {
    return read(() -> Header.parseFrom(proposal.getHeader()));
  }

  ChannelHeader channelHeader() {
    return read(() -> ChannelHeader.parseFrom(header().getChannelHeader()));
  }

  SignatureHeader signatureHeader() {
    return read(() -> SignatureHeader.parseFrom(header().getSignatureHeader()));
  }

  ChaincodeInvocationSpec call() {
    return read(() ->
        ChaincodeInvocationSpec.parseFrom(
            ChaincodeProposalPayload.parseFrom(proposal.getPayload()).getInput()));
  }

  String transactionId() {
    return channelHeader().getTxId();
  }

  Draft withHeader(UnaryOperator<Header.Builder> change) {
    return new Draft(
        proposal.toBuilder()
            .setHeader(change.apply(header().toBuilder()).build().toByteString())
            .build());
  }

  Draft withChannelHeader(UnaryOperator<ChannelHeader.Builder> change) {
    return withHeader(header ->
        header.setChannelHeader(change.apply(channelHeader().toBuilder()).build().toByteString()));
  }

  /** With the id that belongs to the changed header. */
  Draft withSignatureHeader(UnaryOperator<SignatureHeader.Builder> change) {
    SignatureHeader changed = change.apply(signatureHeader().toBuilder()).build();
    byte[] id = Hash.SHA256.apply(changed.getNonce().concat(changed.getCreator()).toByteArray());
    return withHeader(header -> header.setSignatureHeader(changed.toByteString()))
        .withChannelHeader(channel -> channel.setTxId(HexFormat.of().formatHex(id)));
  }

  Draft withCall(UnaryOperator<ChaincodeInvocationSpec.Builder> change) {
    return withInput(change.apply(call().toBuilder()).build().toByteString());
  }

  /** With these bytes where the call should stand. */
  Draft withInput(ByteString input) {
    return withPayload(
        ChaincodeProposalPayload.newBuilder().setInput(input).build().toByteString());
  }

  Draft withPayload(ByteString payload) {
    return new Draft(proposal.toBuilder().setPayload(payload).build());
  }

  /** The chaincode's name in the header is another. */
  Draft calling(String name) {
    return withChannelHeader(header ->
        header.setExtension(
            ChaincodeHeaderExtension.newBuilder()
                .setChaincodeId(ChaincodeID.newBuilder().setName(name))
                .build()
                .toByteString()));
  }

  /** Reads a part of a message. */
  interface Reading<T> {
    T read() throws InvalidProtocolBufferException;
  }

  /** What must be readable. */
  static <T> T read(Reading<T> reading) {
    try {
      return reading.read();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }
}
