/**
 * What is measured, and how: {@link org.claimexchange.benchmarks.Benchmarks} names all of them.
 * Figures of one run are compared with each other, never with another machine's.
 */
@NullMarked
package org.claimexchange.benchmarks;

import org.jspecify.annotations.NullMarked;
