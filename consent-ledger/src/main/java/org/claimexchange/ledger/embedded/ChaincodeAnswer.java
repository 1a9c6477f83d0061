package org.claimexchange.ledger.embedded;

import java.util.Optional;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.peer.ChaincodeEvent;
import org.hyperledger.fabric.protos.peer.Response;

/**
 * What a run of the chaincode came to.
 *
 * @param response its answer, a refusal included
 * @param event the event it set, if any
 * @param results what it read and wrote
 */
record ChaincodeAnswer(Response response, Optional<ChaincodeEvent> event, TxReadWriteSet results) {}
