/** What became of a consent: {@link org.claimexchange.chaincode.history.ConsentHistory}. */
@NullMarked
package org.claimexchange.chaincode.history;

import org.jspecify.annotations.NullMarked;
