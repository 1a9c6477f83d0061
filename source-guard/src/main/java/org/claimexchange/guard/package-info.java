/**
 * What a source puts in front of its records: no release on the ledger, no answer. Open {@link
 * org.claimexchange.guard.ReleaseGuard} first; {@link org.claimexchange.guard.ReleaseFilter} is its
 * form for servlets, {@link org.claimexchange.guard.ReleaseInterceptor} the one for a HAPI FHIR
 * server behind that filter.
 */
@NullMarked
package org.claimexchange.guard;

import org.jspecify.annotations.NullMarked;
