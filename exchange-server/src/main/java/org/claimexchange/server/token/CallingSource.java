package org.claimexchange.server.token;

import java.util.Optional;
import org.claimexchange.model.register.Participant;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** Which source's agent calls: judged anew with every call, as {@link CallingInsurer} does. */
public final class CallingSource {
  private final TokenClients clients;

  CallingSource(TokenClients clients) {
    this.clients = clients;
  }

  /**
   * The source that calls.
   *
   * @throws AccessDeniedException if the caller is none, has no agent, or is suspended
   */
  public Participant current() {
    if (SecurityContextHolder.getContext().getAuthentication()
        instanceof JwtAuthenticationToken token) {
      return Optional.ofNullable(token.getToken().getSubject())
          .flatMap(clients::agent)
          .orElseThrow(() -> new AccessDeniedException("not an active source with an agent"));
    }
    throw new AccessDeniedException("not a source's token");
  }
}
