/** The kinds of records a person can grant: {@link org.claimexchange.fhir.category.Category}. */
@NullMarked
package org.claimexchange.fhir.category;

import org.jspecify.annotations.NullMarked;
