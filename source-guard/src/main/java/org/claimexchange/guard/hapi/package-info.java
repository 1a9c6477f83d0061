/**
 * The guard in a HAPI FHIR server: {@link org.claimexchange.guard.hapi.ReleaseInterceptor}, behind
 * {@link org.claimexchange.guard.ReleaseFilter}.
 */
@NullMarked
package org.claimexchange.guard.hapi;

import org.jspecify.annotations.NullMarked;
