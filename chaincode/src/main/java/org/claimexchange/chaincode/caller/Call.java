package org.claimexchange.chaincode.caller;

import java.time.Instant;
import org.claimexchange.chaincode.register.Registers;
import org.claimexchange.chaincode.state.States;

/**
 * One transaction or read as the rules see it.
 *
 * @param creator who signed it
 * @param time its timestamp, at which everything is judged; near the endorser's clock
 * @param states what stands on the ledger
 * @param registers the registers as they stand on the ledger
 */
public record Call(Creator creator, Instant time, States states, Registers registers) {}
