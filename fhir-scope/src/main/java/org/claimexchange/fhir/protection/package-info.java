/**
 * Which records are specially protected: {@link
 * org.claimexchange.fhir.protection.ProtectedRecords}.
 */
@NullMarked
package org.claimexchange.fhir.protection;

import org.jspecify.annotations.NullMarked;
