/**
 * What the guard decided, in a form that the regulator can hold against the ledger: written by
 * {@link org.claimexchange.guard.log.FileGuardLog}, read by {@link
 * org.claimexchange.guard.log.GuardLogCheck}. Nothing personal is in it.
 */
@NullMarked
package org.claimexchange.guard.log;

import org.jspecify.annotations.NullMarked;
