package org.claimexchange.server.token;

import com.nimbusds.jwt.SignedJWT;
import jakarta.servlet.http.HttpServletRequest;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Finds the client assertion in a token request. The client id is optional beside it (RFC 7521,
 * section 4.2): the assertion's subject says it, to be checked with all the rest.
 */
final class AssertionConverter implements AuthenticationConverter {
  private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
  private static final int LONGEST = 16 * 1024;

  @Override
  public @Nullable Authentication convert(HttpServletRequest request) {
    String assertion = one(request, OAuth2ParameterNames.CLIENT_ASSERTION);
    if (!TYPE.equals(one(request, OAuth2ParameterNames.CLIENT_ASSERTION_TYPE))
        || assertion.isEmpty()
        || assertion.length() > LONGEST) {
      return null;
    }
    String subject = subject(assertion);
    String named = one(request, OAuth2ParameterNames.CLIENT_ID);
    if (!named.isEmpty() && !named.equals(subject)) {
      throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
    }
    Map<String, Object> others = new HashMap<>();
    request
        .getParameterMap()
        .forEach((name, values) -> {
          if (!name.startsWith("client_")) {
            others.put(name, values.length == 1 ? values[0] : values);
          }
        });
    return new OAuth2ClientAuthenticationToken(
        subject, new ClientAuthenticationMethod(TYPE), assertion, others);
  }

  /** A parameter that stands once; empty where there is none. */
  private static String one(HttpServletRequest request, String name) {
    String[] values = request.getParameterValues(name);
    if (values == null) {
      return "";
    }
    if (values.length > 1) {
      throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_REQUEST);
    }
    return Stream.of(values).findFirst().orElse("");
  }

  private static String subject(String assertion) {
    try {
      String subject = SignedJWT.parse(assertion).getJWTClaimsSet().getSubject();
      if (subject != null && !subject.isBlank()) {
        return subject;
      }
    } catch (ParseException e) {
      // Told below, as any assertion that names no client.
    }
    throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
  }
}
