package org.claimexchange.server.provider;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;

/**
 * The identity provider of the embedded set-up: authorization code with PKCE, {@code prompt=none},
 * signed identities at its userinfo endpoint, keys that outlive a restart. It is not for
 * production: its people are made up and their passwords lie in the data folder.
 */
public final class BuiltInProvider implements AutoCloseable {
  /** The {@code acr} of its tokens: a password was typed. */
  public static final String ACR = "urn:claimexchange:acr:password";

  private final ProviderSettings settings;
  private final ProviderSecrets secrets;
  private final AnnotationConfigServletWebServerApplicationContext context;

  private BuiltInProvider(
      ProviderSettings settings,
      ProviderSecrets secrets,
      AnnotationConfigServletWebServerApplicationContext context) {
    this.settings = settings;
    this.secrets = secrets;
    this.context = context;
  }

  /**
   * Starts it; returns once it answers.
   *
   * @throws IllegalStateException if the set-up is not the embedded one
   * @throws java.io.UncheckedIOException if its files cannot be read or written
   * @throws org.springframework.boot.web.server.WebServerException if its port is in use
   */
  public static BuiltInProvider start(ProviderSettings settings, Clock clock, SecureRandom random) {
    if (!settings.embedded()) {
      throw new IllegalStateException(
          "the built-in identity provider serves the embedded set-up only; expected the city's"
              + " provider in the configuration (issuer, client id)");
    }
    ProviderSecrets secrets =
        ProviderSecrets.inFolder(settings.dataFolder().resolve("provider"), settings, random);
    var context = new AnnotationConfigServletWebServerApplicationContext();
    context.setDisplayName("built-in identity provider");
    context.registerBean(ProviderSettings.class, () -> settings);
    context.registerBean(ProviderSecrets.class, () -> secrets);
    context.registerBean(Clock.class, () -> clock);
    context.register(ProviderWeb.class, ProviderProtocol.class);
    context.refresh();
    return new BuiltInProvider(settings, secrets, context);
  }

  /** The issuer of its tokens. */
  public URI issuer() {
    return settings.issuer();
  }

  /** The client id of the patient's page, which is the audience of its tokens. */
  public String clientId() {
    return settings.clientId();
  }

  /** Its signing keys without their private halves: id and JWK text. */
  public List<PublicKeyJwk> keys() {
    return secrets.publicKeys();
  }

  /** Who can log in, with their passwords: for the demo to print. */
  public List<SampleLogin> logins() {
    return secrets.logins();
  }

  @Override
  public void close() {
    context.close();
  }

  /**
   * A public signing key.
   *
   * @param kid key id
   * @param jwk the key as canonical JSON text
   */
  public record PublicKeyJwk(String kid, String jwk) {}

  /**
   * What a made-up person types at login.
   *
   * @param username the user name
   * @param password the password, made when the data folder was new
   * @param name the person's name
   */
  public record SampleLogin(String username, String password, String name) {
    @Override
    public String toString() {
      return "SampleLogin[" + username + "]";
    }
  }
}
