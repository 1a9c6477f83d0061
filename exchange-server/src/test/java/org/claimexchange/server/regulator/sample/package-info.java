/**
 * A case of its own for the console's tests: real registers, signatures and transactions on the
 * embedded network. Open {@link org.claimexchange.server.regulator.sample.SampleCase} first.
 */
@NullMarked
package org.claimexchange.server.regulator.sample;

import org.jspecify.annotations.NullMarked;
