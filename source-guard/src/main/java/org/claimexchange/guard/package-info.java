/**
 * What a source puts in front of its records: no release on the ledger, no answer. Open {@link
 * org.claimexchange.guard.ReleaseGuard} first: it judges what is shown. {@code answer} limits what
 * leaves, for both forms: {@link org.claimexchange.guard.ReleaseFilter} with {@code hapi} inside a
 * HAPI FHIR server, {@code proxy} in front of any other. {@code log} is what the regulator reads.
 */
@NullMarked
package org.claimexchange.guard;

import org.jspecify.annotations.NullMarked;
