/**
 * 费用清单, the list of every charge: {@link org.claimexchange.fhir.feelist.FeeListMapper}; lists that
 * come in parts: {@link org.claimexchange.fhir.feelist.FeeListParts}.
 */
@NullMarked
package org.claimexchange.fhir.feelist;

import org.jspecify.annotations.NullMarked;
