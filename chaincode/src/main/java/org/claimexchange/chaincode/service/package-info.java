/**
 * The contract as a service that peers connect to: settings, TLS, calls under way, health, stop.
 * Start with {@link org.claimexchange.chaincode.service.ServiceSettings}.
 */
@NullMarked
package org.claimexchange.chaincode.service;

import org.jspecify.annotations.NullMarked;
