package org.claimexchange.ledger.statemachine;

import java.util.Map;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.model.transaction.Transaction;

/**
 * A transaction about to be sent, with what the model cannot see from it.
 *
 * @param said what it is, for people
 * @param signer who signs the proposal
 * @param transaction what is sent
 * @param seen the version of each register when its entries were taken from there
 * @param flaw what is wrong with the signature in it
 */
record Submission(
    String said, Signer signer, Transaction transaction, Map<RegisterName, Long> seen, Flaw flaw) {}
