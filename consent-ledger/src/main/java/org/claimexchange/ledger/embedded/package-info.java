/**
 * A Fabric network in one process, for evaluation and tests: it speaks the protocols of a real one
 * (Gateway, Deliver and the chaincode shim), so that the product has one code path, the Gateway
 * SDK's.
 *
 * <p>Open {@link org.claimexchange.ledger.embedded.EmbeddedNetwork} first. Then, along the way of a
 * transaction: {@code GatewayService} takes a proposal, {@code Endorser} has it simulated by the
 * chaincode ({@code ChaincodeService}, {@code Simulation}) and signs, {@code TransactionCheck}
 * judges the submitted envelope, {@code Committer} orders, validates and appends it through {@code
 * BlockFile}.
 */
@NullMarked
package org.claimexchange.ledger.embedded;

import org.jspecify.annotations.NullMarked;
