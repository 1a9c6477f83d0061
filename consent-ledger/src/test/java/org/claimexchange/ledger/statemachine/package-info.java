/**
 * Random sequences of transactions against a simple model of the rules: {@link
 * org.claimexchange.ledger.statemachine.StateMachineIT} runs them, {@link
 * org.claimexchange.ledger.statemachine.Model} says what must come of each. The model calls nothing
 * of the contract.
 */
package org.claimexchange.ledger.statemachine;
