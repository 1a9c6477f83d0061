/** HL7 v2.5 results (ORU^R01): {@link org.claimexchange.fhir.laboratory.ResultMessageMapper}. */
@NullMarked
package org.claimexchange.fhir.laboratory;

import org.jspecify.annotations.NullMarked;
