/**
 * Who calls and when: {@link org.claimexchange.chaincode.caller.Call}, proven against the
 * participants' register by {@link org.claimexchange.chaincode.caller.CallerCheck}.
 */
@NullMarked
package org.claimexchange.chaincode.caller;

import org.jspecify.annotations.NullMarked;
