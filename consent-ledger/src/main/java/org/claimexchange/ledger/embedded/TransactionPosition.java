package org.claimexchange.ledger.embedded;

import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** Where a transaction stands on the ledger, and what became of it. */
record TransactionPosition(long block, int index, TxValidationCode code) {}
