/**
 * The ledger while parts of real Fabric die and come back, or the way to it is cut: writers go on
 * as jobs do, and afterwards the blocks must hold what each of them was told, once. Begin with
 * {@link org.claimexchange.ledger.fault.Judgement}.
 *
 * <p>{@code -Dledger.network=fabric}, or the build with {@code -Pfabric}; {@code -Dfault.seed=N}
 * throws the dice of a run that printed N again. Machine and network keep their own time: the same
 * dice choose the same claims and the same moments, counted in answers, not the same microsecond.
 */
@NullMarked
package org.claimexchange.ledger.fault;

import org.jspecify.annotations.NullMarked;
