/**
 * The claim document, one for each source: {@link org.claimexchange.fhir.document.ClaimDocument}.
 */
@NullMarked
package org.claimexchange.fhir.document;

import org.jspecify.annotations.NullMarked;
