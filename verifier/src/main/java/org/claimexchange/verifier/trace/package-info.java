/**
 * Tells a consent's story from the ledger's blocks and the regulator's feed alone, and names all
 * that does not fit: {@link org.claimexchange.verifier.trace.Tracer}. What each kind of transaction
 * must open, and how it is told, is one class each: {@code StepKind}.
 */
@NullMarked
package org.claimexchange.verifier.trace;

import org.jspecify.annotations.NullMarked;
