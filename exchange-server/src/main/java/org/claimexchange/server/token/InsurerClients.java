package org.claimexchange.server.token;

import java.time.Duration;
import java.util.Optional;
import org.claimexchange.model.register.EntryStatus;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.Role;
import org.claimexchange.server.register.ParticipantDirectory;
import org.claimexchange.server.register.Registers;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/**
 * The clients are the registered insurers, by their participant ids; one that is suspended is none.
 */
final class InsurerClients implements RegisteredClientRepository {
  private static final Duration TOKEN_LIFE = Duration.ofMinutes(5);

  private final Registers registers;
  private final ParticipantDirectory directory;

  InsurerClients(Registers registers, ParticipantDirectory directory) {
    this.registers = registers;
    this.directory = directory;
  }

  @Override
  public void save(RegisteredClient client) {
    throw new UnsupportedOperationException("insurers are registered by the regulator");
  }

  @Override
  public @Nullable RegisteredClient findById(String id) {
    return findByClientId(id);
  }

  @Override
  public @Nullable RegisteredClient findByClientId(String clientId) {
    return active(clientId)
        .filter(insurer -> directory.clientKeys(clientId).isPresent())
        .map(InsurerClients::client)
        .orElse(null);
  }

  /** An insurer that counts. */
  Optional<Participant> active(String id) {
    return registers
        .participant(id)
        .map(proven -> proven.entry())
        .filter(p -> p.role() == Role.INSURER && p.status() == EntryStatus.ACTIVE);
  }

  private static RegisteredClient client(Participant insurer) {
    return RegisteredClient.withId(insurer.id())
        .clientId(insurer.id())
        .clientAuthenticationMethod(ClientAuthenticationMethod.PRIVATE_KEY_JWT)
        .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
        .scopes(scopes -> scopes.addAll(Scopes.ALL))
        .clientSettings(ClientSettings.builder().build())
        .tokenSettings(TokenSettings.builder().accessTokenTimeToLive(TOKEN_LIFE).build())
        .build();
  }
}
