package org.claimexchange.ledger.embedded;

import com.google.protobuf.ByteString;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;

/** Identities as they stand in Fabric's messages. */
final class Identities {
  private Identities() {}

  static ByteString serialize(NetworkIdentity identity) {
    return SerializedIdentity.newBuilder()
        .setMspid(identity.mspId())
        .setIdBytes(ByteString.copyFrom(Certificates.pemBytes(identity.certificate())))
        .build()
        .toByteString();
  }
}
