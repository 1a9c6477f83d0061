/**
 * The regulator's own hand on the registers, on its own machine: {@link
 * org.claimexchange.ledger.registers.RegisterOffice} carries orders out, the book that it keeps is
 * {@link org.claimexchange.ledger.registers.RegisterBook}.
 */
@NullMarked
package org.claimexchange.ledger.registers;

import org.jspecify.annotations.NullMarked;
