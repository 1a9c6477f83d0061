/**
 * Only what was granted, only about this person: {@link org.claimexchange.fhir.scope.ScopeFilter}.
 */
@NullMarked
package org.claimexchange.fhir.scope;

import org.jspecify.annotations.NullMarked;
