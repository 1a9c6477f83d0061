package org.claimexchange.ledger.embedded;

import java.security.PublicKey;
import java.time.Instant;

/** Someone whose certificate was found to be one of an organization's. */
record Member(String mspId, Role role, PublicKey key, Instant expires) {}
