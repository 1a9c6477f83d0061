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
import org.hyperledger.fabric.protos.peer.Proposal;
import org.hyperledger.fabric.protos.peer.SignedProposal;

/**
 * A proposal taken apart, its form checked but not yet its signature.
 *
 * @param signed as it came
 * @param header both headers, as they will stand in the transaction
 * @param channelHeader what and where
 * @param signatureHeader who
 * @param chaincodeName whom it calls
 * @param input function and arguments
 * @param publicPayload the payload without transient data: only this may reach a block
 * @param hash what the endorsers bind their answer to
 */
record ParsedProposal(
    SignedProposal signed,
    Header header,
    ChannelHeader channelHeader,
    SignatureHeader signatureHeader,
    String chaincodeName,
    ChaincodeInput input,
    ByteString publicPayload,
    ByteString hash) {

  String transactionId() {
    return channelHeader.getTxId();
  }

  static ParsedProposal parse(SignedProposal signed) throws MalformedException {
    if (signed.getProposalBytes().isEmpty()) {
      throw new MalformedException("a signed proposal is required");
    }
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
      ParsedProposal parsed =
          new ParsedProposal(
              signed,
              header,
              channel,
              signature,
              extension.getChaincodeId().getName(),
              invocation.getChaincodeSpec().getInput(),
              publicPayload,
              hash(header, publicPayload));
      parsed.check(invocation);
      return parsed;
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

  private void check(ChaincodeInvocationSpec invocation) throws MalformedException {
    require(
        channelHeader.getType() == HeaderType.ENDORSER_TRANSACTION_VALUE, "invalid header type");
    require(channelHeader.getEpoch() == 0, "epoch is non-zero");
    require(!signatureHeader.getNonce().isEmpty(), "nonce is empty");
    require(!signatureHeader.getCreator().isEmpty(), "creator is empty");
    require(!channelHeader.getChannelId().isEmpty(), "no channel id provided");
    require(!chaincodeName.isEmpty(), "ChaincodeHeaderExtension.ChaincodeId.Name is empty");
    require(
        invocation.hasChaincodeSpec(), "chaincode invocation spec did not contain chaincode spec");
    require(invocation.getChaincodeSpec().hasInput(), "chaincode input did not contain any input");
    require(
        invocation.getChaincodeSpec().getChaincodeId().getName().equals(chaincodeName),
        "the chaincode of the header is not the chaincode of the invocation");
    String expected = TransactionIds.of(signatureHeader);
    require(
        transactionId().equals(expected),
        "incorrectly computed txid '%s' -- expected '%s'".formatted(transactionId(), expected));
    require(!signed.getSignature().isEmpty(), "empty signature bytes");
  }

  private static void require(boolean holds, String otherwise) throws MalformedException {
    if (!holds) {
      throw new MalformedException(otherwise);
    }
  }
}
