package org.claimexchange.verifier.blocks;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.claimexchange.model.disclosure.Digest;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeInvocationSpec;
import org.hyperledger.fabric.protos.peer.ChaincodeProposalPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeSpec;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Transaction;

/**
 * A transaction taken apart, not yet believed.
 *
 * @param envelope as it stands in the block
 * @param header both headers
 * @param id from the channel header
 * @param time from the channel header
 * @param creator who handed it in
 * @param call which contract, function and arguments
 * @param proposal what was proposed, without transient data
 * @param endorsed what the peers signed, and their signatures
 * @param response the peers' answer
 * @param action what the contract did
 */
record ParsedTransaction(
    Envelope envelope,
    Header header,
    String id,
    Instant time,
    SerializedIdentity creator,
    ChaincodeSpec call,
    ByteString proposal,
    ChaincodeActionPayload endorsed,
    ProposalResponsePayload response,
    ChaincodeAction action) {

  /**
   * The transaction in an envelope; empty where it holds something else, such as a configuration.
   *
   * @throws InvalidProtocolBufferException if it is none, or its id is not its own
   */
  static Optional<ParsedTransaction> parse(ByteString bytes) throws InvalidProtocolBufferException {
    Envelope envelope = Envelope.parseFrom(bytes);
    Payload payload = Payload.parseFrom(envelope.getPayload());
    ChannelHeader channel = ChannelHeader.parseFrom(payload.getHeader().getChannelHeader());
    if (channel.getType() != HeaderType.ENDORSER_TRANSACTION_VALUE) {
      return Optional.empty();
    }
    SignatureHeader signer = SignatureHeader.parseFrom(payload.getHeader().getSignatureHeader());
    if (!channel.getTxId().equals(idOf(signer))) {
      throw new InvalidProtocolBufferException("an id that is not of nonce and creator");
    }
    Transaction transaction = Transaction.parseFrom(payload.getData());
    if (transaction.getActionsCount() != 1) {
      throw new InvalidProtocolBufferException("expected one action");
    }
    ChaincodeActionPayload endorsed =
        ChaincodeActionPayload.parseFrom(transaction.getActions(0).getPayload());
    ProposalResponsePayload response =
        ProposalResponsePayload.parseFrom(endorsed.getAction().getProposalResponsePayload());
    ChaincodeSpec call =
        ChaincodeInvocationSpec.parseFrom(
                ChaincodeProposalPayload.parseFrom(endorsed.getChaincodeProposalPayload())
                    .getInput())
            .getChaincodeSpec();
    if (call.getInput().getArgsCount() == 0) {
      throw new InvalidProtocolBufferException("expected a function");
    }
    return Optional.of(
        new ParsedTransaction(
            envelope,
            payload.getHeader(),
            channel.getTxId(),
            time(channel),
            SerializedIdentity.parseFrom(signer.getCreator()),
            call,
            endorsed.getChaincodeProposalPayload(),
            endorsed,
            response,
            ChaincodeAction.parseFrom(response.getExtension())));
  }

  LedgerTransaction at(Place place, SigningVerdict signing) throws InvalidProtocolBufferException {
    List<String> words =
        call.getInput().getArgsList().stream().map(ByteString::toStringUtf8).toList();
    return new LedgerTransaction(
        place,
        id,
        time,
        creator.getMspid(),
        call.getChaincodeId().getName(),
        words.get(0),
        words.subList(1, words.size()),
        writes(),
        signing);
  }

  private Map<String, String> writes() throws InvalidProtocolBufferException {
    Map<String, String> writes = new LinkedHashMap<>();
    for (NsReadWriteSet namespace :
        TxReadWriteSet.parseFrom(action.getResults()).getNsRwsetList()) {
      if (namespace.getNamespace().equals(call.getChaincodeId().getName())) {
        for (KVWrite write : KVRWSet.parseFrom(namespace.getRwset()).getWritesList()) {
          writes.put(write.getKey(), write.getValue().toStringUtf8());
        }
      }
    }
    return writes;
  }

  private static String idOf(SignatureHeader signer) {
    var hash = Digest.sha256();
    hash.update(signer.getNonce().toByteArray());
    return HexFormat.of().formatHex(hash.digest(signer.getCreator().toByteArray()));
  }

  private static Instant time(ChannelHeader channel) throws InvalidProtocolBufferException {
    var stamp = channel.getTimestamp();
    try {
      return Instant.ofEpochSecond(stamp.getSeconds(), stamp.getNanos());
    } catch (DateTimeException | ArithmeticException e) {
      throw new InvalidProtocolBufferException("expected a time");
    }
  }
}
