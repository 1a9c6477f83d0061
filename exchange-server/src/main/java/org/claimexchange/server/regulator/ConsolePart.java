package org.claimexchange.server.regulator;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/**
 * A part of the console. With {@code exchange.console.enabled=false} an instance has none of them:
 * no page, no login, no reader of the ledger's blocks.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Component
@ConditionalOnBooleanProperty(name = "exchange.console.enabled", matchIfMissing = true)
public @interface ConsolePart {}
