/**
 * Insurers' data requests: FHIR Task in, one-time link out. Open {@link
 * org.claimexchange.server.request.DataRequests} first.
 */
@NullMarked
package org.claimexchange.server.request;

import org.jspecify.annotations.NullMarked;
