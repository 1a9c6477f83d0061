package org.claimexchange.ledger.gateway;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import java.time.Instant;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.gateway.PreparedTransaction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;

/**
 * What the Gateway made of a proposal, read from the bytes that would be handed in.
 *
 * @param header of the proposal
 * @param timestamp of the proposal, at which the contract judged
 * @param action proposal without transient data, answer and endorsements
 */
record EndorsedTransaction(Header header, Instant timestamp, ChaincodeActionPayload action) {

  static EndorsedTransaction of(org.hyperledger.fabric.client.Transaction endorsed) {
    try {
      Envelope envelope = PreparedTransaction.parseFrom(endorsed.getBytes()).getEnvelope();
      Payload payload = Payload.parseFrom(envelope.getPayload());
      Timestamp timestamp =
          ChannelHeader.parseFrom(payload.getHeader().getChannelHeader()).getTimestamp();
      var transaction = org.hyperledger.fabric.protos.peer.Transaction.parseFrom(payload.getData());
      return new EndorsedTransaction(
          payload.getHeader(),
          Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos()),
          ChaincodeActionPayload.parseFrom(transaction.getActions(0).getPayload()));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("the Gateway answered something that is no transaction", e);
    }
  }
}
