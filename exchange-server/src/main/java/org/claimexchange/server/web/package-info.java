/**
 * What every route has in common: who may call what ({@link
 * org.claimexchange.server.web.SecurityConfiguration}), references, how errors are told ({@link
 * org.claimexchange.server.web.ProblemDetails}, in FHIR {@link
 * org.claimexchange.server.web.FhirResponse}).
 */
@NullMarked
package org.claimexchange.server.web;

import org.jspecify.annotations.NullMarked;
