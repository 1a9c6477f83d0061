package org.claimexchange.server.provider;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

/**
 * Logins in memory, one call at a time: the library's own look through a map that another thread
 * may be changing, and fail when several people log in at once.
 */
final class OneAtATime implements OAuth2AuthorizationService {
  private final OAuth2AuthorizationService kept = new InMemoryOAuth2AuthorizationService();

  @Override
  public synchronized void save(OAuth2Authorization authorization) {
    kept.save(authorization);
  }

  @Override
  public synchronized void remove(OAuth2Authorization authorization) {
    kept.remove(authorization);
  }

  @Override
  public synchronized @Nullable OAuth2Authorization findById(String id) {
    return kept.findById(id);
  }

  @Override
  public synchronized @Nullable OAuth2Authorization findByToken(
      String token, @Nullable OAuth2TokenType type) {
    return kept.findByToken(token, type);
  }
}
