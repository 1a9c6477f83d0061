package org.claimexchange.chaincode.service;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import org.hyperledger.fabric.protos.peer.ChaincodeAdditionalParams;

/**
 * What a peer can beside the messages that all have. Peers say so when they are ready, those of
 * Fabric 3.1 and later; of the others, nothing is expected.
 *
 * @param writesTogether whether it takes all writes of a call in one message
 * @param readsTogether how many keys it reads for one message; 0 where it reads one at a time
 */
record PeerAbilities(boolean writesTogether, int readsTogether) {
  static PeerAbilities none() {
    return new PeerAbilities(false, 0);
  }

  /** As the message says with which a peer is ready. */
  static PeerAbilities read(ByteString ready) {
    try {
      ChaincodeAdditionalParams said = ChaincodeAdditionalParams.parseFrom(ready);
      return new PeerAbilities(
          said.getUseWriteBatch(),
          said.getUseGetMultipleKeys() ? Math.max(0, said.getMaxSizeGetMultipleKeys()) : 0);
    } catch (InvalidProtocolBufferException e) {
      return none();
    }
  }
}
