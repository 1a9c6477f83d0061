/** The service as it is run, seen by peers. Start with {@code ChaincodeServiceIT}. */
@NullMarked
package org.claimexchange.chaincode.service;

import org.jspecify.annotations.NullMarked;
