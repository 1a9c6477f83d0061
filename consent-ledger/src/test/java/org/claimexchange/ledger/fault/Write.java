package org.claimexchange.ledger.fault;

/**
 * What is to be written once.
 *
 * @param function name of the contract's function
 * @param object id of what it writes
 */
record Write(String function, String object) {}
