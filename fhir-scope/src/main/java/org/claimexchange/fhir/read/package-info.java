/**
 * A source's answer, read strictly: {@link org.claimexchange.fhir.read.FhirReader}; as something
 * that can be read again, without being held: {@link org.claimexchange.fhir.read.Answer}.
 */
@NullMarked
package org.claimexchange.fhir.read;

import org.jspecify.annotations.NullMarked;
