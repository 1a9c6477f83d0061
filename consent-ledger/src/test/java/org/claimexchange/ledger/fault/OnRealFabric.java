package org.claimexchange.ledger.fault;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.claimexchange.ledger.network.LedgerNetwork;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** For what can only be done to Fabric's own processes; skipped elsewhere, with this sentence. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfSystemProperty(
    named = LedgerNetwork.KIND,
    matches = "fabric",
    disabledReason =
        "Skipped, as peers and orderers can only be killed where there are some: build with"
            + " -Pfabric, or -Dledger.network=fabric.")
@interface OnRealFabric {}
