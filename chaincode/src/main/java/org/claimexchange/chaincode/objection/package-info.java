/**
 * A person's dispute of a record and the source's answer: {@link
 * org.claimexchange.chaincode.objection.ObjectionRules}.
 */
@NullMarked
package org.claimexchange.chaincode.objection;

import org.jspecify.annotations.NullMarked;
