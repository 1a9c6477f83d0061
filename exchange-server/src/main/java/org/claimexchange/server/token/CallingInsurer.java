package org.claimexchange.server.token;

import java.util.Optional;
import org.claimexchange.model.register.Participant;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** Who calls: judged anew with every call, since an insurer may be suspended meanwhile. */
public final class CallingInsurer {
  private final TokenClients clients;

  CallingInsurer(TokenClients clients) {
    this.clients = clients;
  }

  /**
   * The insurer that calls.
   *
   * @throws AccessDeniedException if the caller is none, or is suspended
   */
  public Participant current() {
    if (SecurityContextHolder.getContext().getAuthentication()
        instanceof JwtAuthenticationToken token) {
      return Optional.ofNullable(token.getToken().getSubject())
          .flatMap(clients::insurer)
          .orElseThrow(() -> new AccessDeniedException("not an active insurer"));
    }
    throw new AccessDeniedException("not an insurer's token");
  }
}
