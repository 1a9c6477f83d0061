/** A source's answer, read strictly: {@link org.claimexchange.fhir.read.FhirReader}. */
@NullMarked
package org.claimexchange.fhir.read;

import org.jspecify.annotations.NullMarked;
