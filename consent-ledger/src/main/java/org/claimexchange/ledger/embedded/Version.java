package org.claimexchange.ledger.embedded;

/** Which transaction wrote a value: its block, and its place in it. */
record Version(long block, int transaction) {

  static Version of(org.hyperledger.fabric.protos.ledger.rwset.kvrwset.Version version) {
    return new Version(version.getBlockNum(), Math.toIntExact(version.getTxNum()));
  }

  org.hyperledger.fabric.protos.ledger.rwset.kvrwset.Version toProto() {
    return org.hyperledger.fabric.protos.ledger.rwset.kvrwset.Version.newBuilder()
        .setBlockNum(block)
        .setTxNum(transaction)
        .build();
  }
}
