/** The insurer's case: {@link org.claimexchange.fhir.claim.ClaimCase}. */
@NullMarked
package org.claimexchange.fhir.claim;

import org.jspecify.annotations.NullMarked;
