/**
 * Makes what the verifier checks, right and wrong, with real keys and the ledger's own protocol:
 * {@link org.claimexchange.verifier.sample.SampleLedger}. Other modules' tests use it as a
 * test-jar.
 */
@NullMarked
package org.claimexchange.verifier.sample;

import org.jspecify.annotations.NullMarked;
