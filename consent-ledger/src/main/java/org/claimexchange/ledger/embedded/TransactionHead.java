package org.claimexchange.ledger.embedded;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Optional;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;

/** What stands above a submitted transaction, read whatever the transaction itself is. */
record TransactionHead(ChannelHeader channel, SignatureHeader signature) {

  static TransactionHead read(Payload payload) throws InvalidProtocolBufferException {
    return new TransactionHead(
        ChannelHeader.parseFrom(payload.getHeader().getChannelHeader()),
        SignatureHeader.parseFrom(payload.getHeader().getSignatureHeader()));
  }

  /** Whether it has what every header must have. */
  boolean isSound() {
    return channel.getEpoch() == 0
        && !signature.getNonce().isEmpty()
        && !signature.getCreator().isEmpty();
  }

  /** The id by which it can be asked for, even where nothing else in it can be read. */
  static Optional<String> idIn(Envelope envelope) {
    try {
      Payload payload = Payload.parseFrom(envelope.getPayload());
      return Optional.of(ChannelHeader.parseFrom(payload.getHeader().getChannelHeader()).getTxId())
          .filter(id -> !id.isEmpty());
    } catch (InvalidProtocolBufferException e) {
      return Optional.empty();
    }
  }
}
