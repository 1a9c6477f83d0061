/** Sources' own formats by name: {@link org.claimexchange.fhir.format.SourceFormat}. */
@NullMarked
package org.claimexchange.fhir.format;

import org.jspecify.annotations.NullMarked;
