/**
 * 医疗保障基金结算清单, the settlement list of the public medical insurance: {@link
 * org.claimexchange.fhir.settlement.SettlementListMapper}.
 */
@NullMarked
package org.claimexchange.fhir.settlement;

import org.jspecify.annotations.NullMarked;
