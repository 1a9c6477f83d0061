package org.claimexchange.server.provider;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.claimexchange.model.person.Person;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcUserInfoAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcUserInfoAuthenticationToken;

/**
 * The userinfo answer as a signed JWT (OpenID Connect Core, section 5.3.2): whoever gets it can
 * show it to the ledger, which checks the provider's signature and not the bearer's word.
 */
final class SignedIdentity {
  private static final Duration LIFE = Duration.ofMinutes(10);

  private final JwtEncoder encoder;
  private final ProviderSecrets secrets;
  private final Clock clock;

  SignedIdentity(JwtEncoder encoder, ProviderSecrets secrets, Clock clock) {
    this.encoder = encoder;
    this.secrets = secrets;
    this.clock = clock;
  }

  /** The claims: name, {@code id_type} (URI of the number's system) and {@code id_number}. */
  OidcUserInfo claims(OidcUserInfoAuthenticationContext context) {
    Object attribute = context.getAuthorization().getAttribute(Principal.class.getName());
    if (!(attribute instanceof Authentication authentication)
        || !(authentication.getPrincipal() instanceof SignedInPerson signedIn)) {
      throw new IllegalStateException("an access token without a person");
    }
    Person person = signedIn.person();
    return OidcUserInfo.builder()
        .subject(secrets.subject(ProviderProtocol.SECTOR, signedIn.getUsername()))
        .name(person.name())
        .claim("id_type", person.id().system().uri())
        .claim("id_number", person.id().number())
        .claim("aud", List.of(audience(context)))
        .build();
  }

  /** Answers with the signed form, whatever form was asked for. */
  void write(HttpServletRequest request, HttpServletResponse response, Authentication result)
      throws IOException {
    OidcUserInfo info = userInfo(result);
    Instant now = clock.instant();
    JwtClaimsSet claims =
        JwtClaimsSet.builder()
            .claims(all -> all.putAll(info.getClaims()))
            .issuer(issuer())
            .issuedAt(now)
            .expiresAt(now.plus(LIFE))
            .build();
    JwsHeader header = JwsHeader.with(SignatureAlgorithm.ES256).type("JWT").build();
    response.setContentType("application/jwt");
    response
        .getWriter()
        .write(encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue());
  }

  private static OidcUserInfo userInfo(Authentication result) {
    OidcUserInfo info =
        result instanceof OidcUserInfoAuthenticationToken token ? token.getUserInfo() : null;
    if (info == null) {
      throw new IllegalStateException("an answer of userinfo without claims");
    }
    return info;
  }

  private static String issuer() {
    return AuthorizationServerContextHolder.getContext().getIssuer();
  }

  private static String audience(OidcUserInfoAuthenticationContext context) {
    var token = context.getAuthorization().getAccessToken();
    Map<String, Object> map = token == null ? null : token.getClaims();
    if (map != null
        && map.get("aud") instanceof java.util.Collection<?> audience
        && audience.iterator().next() instanceof String client) {
      return client;
    }
    throw new IllegalStateException("an access token without an audience");
  }
}
