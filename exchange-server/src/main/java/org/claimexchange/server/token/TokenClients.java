package org.claimexchange.server.token;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.claimexchange.model.register.EntryStatus;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.Role;
import org.claimexchange.server.pull.SourceKind;
import org.claimexchange.server.register.ParticipantDirectory;
import org.claimexchange.server.register.Registers;
import org.claimexchange.server.source.SourceSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/**
 * The clients are the registered insurers, and the registered sources that have an agent, by their
 * participant ids; each may ask for the scopes of its role and for no other. One that is suspended
 * is none.
 */
final class TokenClients implements RegisteredClientRepository {
  private static final Duration TOKEN_LIFE = Duration.ofMinutes(5);

  private final Registers registers;
  private final ParticipantDirectory directory;
  private final SourceSettings sources;

  TokenClients(Registers registers, ParticipantDirectory directory, SourceSettings sources) {
    this.registers = registers;
    this.directory = directory;
    this.sources = sources;
  }

  @Override
  public void save(RegisteredClient client) {
    throw new UnsupportedOperationException("participants are registered by the regulator");
  }

  @Override
  public @Nullable RegisteredClient findById(String id) {
    return findByClientId(id);
  }

  @Override
  public @Nullable RegisteredClient findByClientId(String clientId) {
    if (keys(clientId).isEmpty()) {
      return null;
    }
    return insurer(clientId)
        .map(insurer -> client(clientId, Scopes.ALL))
        .or(() -> agent(clientId).map(source -> client(clientId, Set.of(Scopes.SOURCE))))
        .orElse(null);
  }

  /** The public keys with which a client signs its assertions, a JWK set. */
  Optional<String> keys(String id) {
    if (agent(id).isPresent()) {
      Optional<String> configured = Optional.ofNullable(sources.agentKeys().get(id));
      return configured.isPresent() ? configured : directory.clientKeys(id);
    }
    return insurer(id).flatMap(insurer -> directory.clientKeys(id));
  }

  /** An insurer that counts. */
  Optional<Participant> insurer(String id) {
    return active(id, Role.INSURER);
  }

  /** A source that counts and whose agent may call. */
  Optional<Participant> agent(String id) {
    return active(id, Role.SOURCE).filter(source -> sources.kind(id) == SourceKind.AGENT);
  }

  private Optional<Participant> active(String id, Role role) {
    return registers
        .participant(id)
        .map(proven -> proven.entry())
        .filter(p -> p.role() == role && p.status() == EntryStatus.ACTIVE);
  }

  private static RegisteredClient client(String id, Set<String> allowed) {
    return RegisteredClient.withId(id)
        .clientId(id)
        .clientAuthenticationMethod(ClientAuthenticationMethod.PRIVATE_KEY_JWT)
        .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
        .scopes(scopes -> scopes.addAll(allowed))
        .clientSettings(ClientSettings.builder().build())
        .tokenSettings(TokenSettings.builder().accessTokenTimeToLive(TOKEN_LIFE).build())
        .build();
  }
}
