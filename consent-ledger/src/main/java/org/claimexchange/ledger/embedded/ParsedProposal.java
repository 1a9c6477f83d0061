package org.claimexchange.ledger.embedded;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import java.util.Optional;
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
import org.jspecify.annotations.Nullable;

/**
 * A proposal taken apart, its form checked but not yet its signature.
 *
 * @param signed as it came
 * @param header both headers, as they will stand in the transaction
 * @param channelHeader what and where
 * @param signatureHeader who; empty where it cannot be read
 * @param hasSignatureHeader whether it can
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
    boolean hasSignatureHeader,
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

  /**
   * Takes it apart as a gateway does, which reads neither signature header nor extension; whether
   * it is sound is asked next.
   */
  static ParsedProposal parse(SignedProposal signed) throws MalformedException {
    Proposal proposal = read("Proposal", Proposal.parser(), signed.getProposalBytes());
    Header header = read("Header", Header.parser(), proposal.getHeader());
    ChannelHeader channel =
        read("ChannelHeader", ChannelHeader.parser(), header.getChannelHeader());
    ChaincodeProposalPayload payload =
        read("ChaincodeProposalPayload", ChaincodeProposalPayload.parser(), proposal.getPayload());
    ChaincodeInvocationSpec invocation =
        read("ChaincodeInvocationSpec", ChaincodeInvocationSpec.parser(), payload.getInput());
    ByteString publicPayload = payload.toBuilder().clearTransientMap().build().toByteString();
    Optional<SignatureHeader> signature = signatureHeader(header);
    return new ParsedProposal(
        signed,
        header,
        channel,
        signature.orElse(SignatureHeader.getDefaultInstance()),
        signature.isPresent(),
        invocation.getChaincodeSpec(),
        payload.getTransientMapCount() > 0,
        publicPayload,
        hash(header, publicPayload));
  }

  private static <T> T read(String part, Parser<T> parser, ByteString bytes)
      throws MalformedException {
    try {
      return parser.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new MalformedException(RpcErrors.unreadable(part));
    }
  }

  private static Optional<SignatureHeader> signatureHeader(Header header) {
    try {
      return Optional.of(SignatureHeader.parseFrom(header.getSignatureHeader()));
    } catch (InvalidProtocolBufferException e) {
      return Optional.empty();
    }
  }

  /** The chaincode as its header names it: the one that a peer runs. */
  String namedInHeader() throws MalformedException {
    ChaincodeHeaderExtension extension =
        read(
            "ChaincodeHeaderExtension",
            ChaincodeHeaderExtension.parser(),
            channelHeader.getExtension());
    require(extension.hasChaincodeId(), "ChaincodeHeaderExtension.ChaincodeId is nil");
    String name = extension.getChaincodeId().getName();
    require(!name.isEmpty(), "ChaincodeHeaderExtension.ChaincodeId.Name is empty");
    return name;
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
    String where = ", channel id [%s]".formatted(channel());
    require(!channel().isEmpty(), "no channel id provided");
    require(
        !call.equals(ChaincodeSpec.getDefaultInstance()), "no chaincode spec is provided" + where);
    require(call.hasChaincodeId(), "no chaincode id is provided" + where);
    require(!chaincodeName().isEmpty(), "no chaincode name is provided" + where);
  }

  /** Whether it is what a peer's endorser takes. */
  void requireSound() throws MalformedException {
    var unused = namedInHeader();
    require(call.hasInput(), "chaincode input did not contain any input");
    requireType();
    require(channelHeader.getEpoch() == 0, "error validating proposal: epoch is non-zero");
    require(!signatureHeader.getNonce().isEmpty(), "error validating proposal: nonce is empty");
    require(!signatureHeader.getCreator().isEmpty(), "error validating proposal: creator is empty");
    String expected = TransactionIds.of(signatureHeader);
    require(
        transactionId().equals(expected),
        "error validating proposal: incorrectly computed txid '%s' -- expected '%s'"
            .formatted(transactionId(), expected));
    require(!signed.getSignature().isEmpty(), "error validating proposal: empty signature bytes");
  }

  private void requireType() throws MalformedException {
    int type = channelHeader.getType();
    @Nullable HeaderType name = HeaderType.forNumber(type);
    require(
        type == HeaderType.ENDORSER_TRANSACTION_VALUE || type == HeaderType.CONFIG_VALUE,
        "error validating proposal: invalid header type "
            + (name == null ? String.valueOf(type) : name.name()));
  }

  private static void require(boolean holds, String otherwise) throws MalformedException {
    if (!holds) {
      throw new MalformedException(otherwise);
    }
  }
}
