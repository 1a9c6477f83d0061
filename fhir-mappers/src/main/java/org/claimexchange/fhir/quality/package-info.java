/**
 * What is wrong with records, said and not hidden: {@link
 * org.claimexchange.fhir.quality.QualityCheck}.
 */
@NullMarked
package org.claimexchange.fhir.quality;

import org.jspecify.annotations.NullMarked;
