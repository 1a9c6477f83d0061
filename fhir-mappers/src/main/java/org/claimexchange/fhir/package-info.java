/**
 * From a source's answer to a claim document, in this order: {@link
 * org.claimexchange.fhir.query.SourceQueries}, {@link org.claimexchange.fhir.read.FhirReader} (or,
 * for a source's own formats, {@link org.claimexchange.fhir.source.SourceMapper}), {@link
 * org.claimexchange.fhir.scope.ScopeFilter}, {@link org.claimexchange.fhir.quality.QualityCheck},
 * {@link org.claimexchange.fhir.document.ClaimDocument}, and for people {@link
 * org.claimexchange.fhir.summary.ClaimSummary}.
 */
@NullMarked
package org.claimexchange.fhir;

import org.jspecify.annotations.NullMarked;
