/** What a source is asked for one part: {@link org.claimexchange.fhir.query.SourceQueries}. */
@NullMarked
package org.claimexchange.fhir.query;

import org.jspecify.annotations.NullMarked;
