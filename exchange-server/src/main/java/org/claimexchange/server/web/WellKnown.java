package org.claimexchange.server.web;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.claimexchange.server.setup.ExchangeProperties;
import org.claimexchange.server.token.Scopes;
import org.claimexchange.server.token.TokenConfiguration;
import org.claimexchange.server.vault.ExchangeKeys;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What other systems look up before they call: SMART's configuration, and the exchange's keys. */
@RestController
class WellKnown {
  private final ExchangeProperties properties;
  private final ExchangeKeys keys;

  WellKnown(ExchangeProperties properties, ExchangeKeys keys) {
    this.properties = properties;
    this.keys = keys;
  }

  @GetMapping(
      path = {"/.well-known/smart-configuration"},
      produces = MediaType.APPLICATION_JSON_VALUE)
  Map<String, Object> smart() {
    return Map.of(
        "token_endpoint", properties.publicUrl() + TokenConfiguration.PATH,
        "token_endpoint_auth_methods_supported", List.of("private_key_jwt"),
        "token_endpoint_auth_signing_alg_values_supported", List.of("RS384", "ES384"),
        "grant_types_supported", List.of("client_credentials"),
        "scopes_supported",
            Stream.concat(Scopes.ALL.stream(), Stream.of(Scopes.SOURCE)).sorted().toList(),
        "capabilities", List.of("client-confidential-asymmetric", "permission-v2"));
  }

  /** With these keys the exchange asks sources for tokens. */
  @GetMapping(path = "/.well-known/jwks.json", produces = MediaType.APPLICATION_JSON_VALUE)
  String keys() {
    return keys.clientJwks();
  }
}
