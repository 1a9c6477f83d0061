package org.claimexchange.ledger.embedded;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.peer.ChaincodeHeaderExtension;
import org.hyperledger.fabric.protos.peer.ChaincodeInput;
import org.hyperledger.fabric.protos.peer.ChaincodeInvocationSpec;
import org.hyperledger.fabric.protos.peer.ChaincodeProposalPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeSpec;
import org.hyperledger.fabric.protos.peer.Proposal;
import org.hyperledger.fabric.protos.peer.SignedProposal;

/**
 * A proposal taken apart, its form checked but not yet its signature.
 *
 * @param signed as it came
 * @param header both headers, as they will stand in the transaction
 * @param channelHeader what and where
 * @param signatureHeader who
 * @param namedInHeader the chaincode as its header names it
 * @param call the chaincode as it is called, with function and arguments
 * @param hasTransientData whether some of it must not reach a block
 * @param publicPayload the payload without transient data: only this may reach a block
 * @param hash what the endorsers bind their answer to
 */
record ParsedProposal(
    SignedProposal signed,
    Header header,
    ChannelHeader channelHeader,
    SignatureHeader signatureHeader,
    String namedInHeader,
    ChaincodeSpec call,
    boolean hasTransientData,
    ByteString publicPayload,
    ByteString hash) {

  String transactionId() {
    return channelHeader.getTxId();
  }

  String channel() {
    return channelHeader.getChannelId();
  }

  /** Whom it calls. */
  String chaincodeName() {
    return call.getChaincodeId().getName();
  }

  ChaincodeInput input() {
    return call.getInput();
  }

  /** Takes it apart, which needs nothing but its bytes; whether it is sound is asked next. */
  static ParsedProposal parse(SignedProposal signed) throws MalformedException {
    try {
      Proposal proposal = Proposal.parseFrom(signed.getProposalBytes());
      Header header = Header.parseFrom(proposal.getHeader());
      ChannelHeader channel = ChannelHeader.parseFrom(header.getChannelHeader());
      SignatureHeader signature = SignatureHeader.parseFrom(header.getSignatureHeader());
      ChaincodeHeaderExtension extension =
          ChaincodeHeaderExtension.parseFrom(channel.getExtension());
      ChaincodeProposalPayload payload = ChaincodeProposalPayload.parseFrom(proposal.getPayload());
      ChaincodeInvocationSpec invocation = ChaincodeInvocationSpec.parseFrom(payload.getInput());
      ByteString publicPayload = payload.toBuilder().clearTransientMap().build().toByteString();
      return new ParsedProposal(
          signed,
          header,
          channel,
          signature,
          extension.getChaincodeId().getName(),
          invocation.getChaincodeSpec(),
          payload.getTransientMapCount() > 0,
          publicPayload,
          hash(header, publicPayload));
    } catch (InvalidProtocolBufferException e) {
      throw new MalformedException("error unmarshalling proposal");
    }
  }

  /** Over channel header, signature header and public payload, laid end to end. */
  static ByteString hash(Header header, ByteString publicPayload) {
    return ByteString.copyFrom(
        Digests.sha256(
            header.getChannelHeader().toByteArray(),
            header.getSignatureHeader().toByteArray(),
            publicPayload.toByteArray()));
  }

  /** Whether channel and chaincode are named: all that a gateway needs to find a peer. */
  void requireTarget() throws MalformedException {
    require(!channel().isEmpty(), "no channel id provided");
    require(
        !chaincodeName().isEmpty(),
        "no chaincode name is provided, channel id [%s]".formatted(channel()));
  }

  /** Whether it is what a peer's endorser takes. */
  void requireSound() throws MalformedException {
    require(!namedInHeader.isEmpty(), "ChaincodeHeaderExtension.ChaincodeId.Name is empty");
    require(call.hasInput(), "chaincode input did not contain any input");
    require(
        channelHeader.getType() == HeaderType.ENDORSER_TRANSACTION_VALUE,
        "error validating proposal: invalid header type "
            + HeaderType.forNumber(channelHeader.getType()));
    require(channelHeader.getEpoch() == 0, "error validating proposal: epoch is non-zero");
    require(!signatureHeader.getNonce().isEmpty(), "error validating proposal: nonce is empty");
    require(!signatureHeader.getCreator().isEmpty(), "error validating proposal: creator is empty");
    require(
        namedInHeader.equals(chaincodeName()),
        "error validating proposal: the chaincode of the header is not the chaincode of the call");
    String expected = TransactionIds.of(signatureHeader);
    require(
        transactionId().equals(expected),
        "error validating proposal: incorrectly computed txid '%s' -- expected '%s'"
            .formatted(transactionId(), expected));
    require(!signed.getSignature().isEmpty(), "error validating proposal: empty signature bytes");
  }

  private static void require(boolean holds, String otherwise) throws MalformedException {
    if (!holds) {
      throw new MalformedException(otherwise);
    }
  }
}
