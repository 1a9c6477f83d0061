package org.claimexchange.server.regulator.login;

import java.util.Collection;
import java.util.Optional;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** Takes people of the regulator's provider who hold the role; refuses all others at login. */
final class RegulatorUsers implements OAuth2UserService<OidcUserRequest, OidcUser> {
  private final OidcUserService known = new OidcUserService();
  private final ConsoleProperties properties;

  RegulatorUsers(ConsoleProperties properties) {
    this.properties = properties;
  }

  @Override
  public OidcUser loadUser(OidcUserRequest request) {
    OidcUser user = known.loadUser(request);
    if (!holdsRole(user.getClaims().get(properties.roleClaim()))) {
      throw new OAuth2AuthenticationException(new OAuth2Error("access_denied"));
    }
    return new DefaultOidcUser(
        AuthorityUtils.createAuthorityList("ROLE_" + ConsoleSecurity.ROLE),
        user.getIdToken(),
        user.getUserInfo(),
        Optional.ofNullable(
                request
                    .getClientRegistration()
                    .getProviderDetails()
                    .getUserInfoEndpoint()
                    .getUserNameAttributeName())
            .filter(name -> user.getClaims().containsKey(name))
            .orElse("sub"));
  }

  /** A claim lists roles; one role alone may stand as text. */
  boolean holdsRole(@org.jspecify.annotations.Nullable Object claim) {
    return switch (claim) {
      case String one -> one.equals(properties.role());
      case Collection<?> several -> several.contains(properties.role());
      case null, default -> false;
    };
  }
}
