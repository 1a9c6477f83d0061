/**
 * What a grantor signs: {@link org.claimexchange.model.consent.ConsentStatement}, and how it is
 * proven: {@link org.claimexchange.model.consent.GrantorProof}.
 */
@NullMarked
package org.claimexchange.model.consent;

import org.jspecify.annotations.NullMarked;
