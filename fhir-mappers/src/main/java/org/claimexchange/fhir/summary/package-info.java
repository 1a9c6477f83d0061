/**
 * The documents as people and plain systems read them: {@link
 * org.claimexchange.fhir.summary.ClaimSummary}.
 */
@NullMarked
package org.claimexchange.fhir.summary;

import org.jspecify.annotations.NullMarked;
