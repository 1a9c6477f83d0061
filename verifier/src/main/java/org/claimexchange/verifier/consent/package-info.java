/** What the grantor signed: {@link org.claimexchange.verifier.consent.ConsentVerifier}. */
@NullMarked
package org.claimexchange.verifier.consent;

import org.jspecify.annotations.NullMarked;
