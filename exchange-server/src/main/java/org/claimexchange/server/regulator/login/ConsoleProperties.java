package org.claimexchange.server.regulator.login;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may open the console, below {@code exchange.console}. Where the client registration {@value
 * #REGISTRATION} is configured ({@code spring.security.oauth2.client.registration.regulator}), that
 * provider's people log in, and those whose claim holds the role are let in; nobody else.
 *
 * @param roleClaim claim of the ID token that lists a person's roles
 * @param role the role that opens the console
 */
@ConfigurationProperties("exchange.console")
record ConsoleProperties(
    @DefaultValue("roles") String roleClaim, @DefaultValue("regulator") String role) {
  /** Id of the client registration at the regulator's provider. */
  static final String REGISTRATION = "regulator";
}
