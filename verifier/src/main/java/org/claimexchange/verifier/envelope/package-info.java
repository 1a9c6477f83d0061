/** The encryption of a package: {@link org.claimexchange.verifier.envelope.SealedEnvelope}. */
@NullMarked
package org.claimexchange.verifier.envelope;

import org.jspecify.annotations.NullMarked;
