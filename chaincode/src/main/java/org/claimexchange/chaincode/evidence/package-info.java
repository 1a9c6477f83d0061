/** Reads that peers sign: {@link org.claimexchange.chaincode.evidence.EvidenceRules}. */
@NullMarked
package org.claimexchange.chaincode.evidence;

import org.jspecify.annotations.NullMarked;
