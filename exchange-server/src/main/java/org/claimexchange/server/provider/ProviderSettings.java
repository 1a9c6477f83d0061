package org.claimexchange.server.provider;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * How the built-in provider is set up.
 *
 * @param embedded whether the set-up is the embedded one; with false it refuses to start
 * @param dataFolder where its keys, its salt and the passwords are kept
 * @param port the port it listens on, on this machine only
 * @param clientId the public client of the patient's page
 * @param redirectUris the addresses that a login may return to, exactly
 * @param people who can log in, at least one
 */
public record ProviderSettings(
    boolean embedded,
    Path dataFolder,
    int port,
    String clientId,
    List<URI> redirectUris,
    List<SamplePerson> people) {
  /** The client id of the patient's page where nothing else is said. */
  public static final String PAGE_CLIENT_ID = "claim-exchange-h5";

  /**
   * @throws IllegalArgumentException if there is nobody to log in or nowhere to return to
   */
  public ProviderSettings {
    if (people.isEmpty() || redirectUris.isEmpty()) {
      throw new IllegalArgumentException(
          "the built-in provider needs at least one person and one redirect URI, found "
              + people.size()
              + " and "
              + redirectUris.size());
    }
    redirectUris = List.copyOf(redirectUris);
    people = List.copyOf(people);
  }

  /** The issuer of its tokens. */
  public URI issuer() {
    return URI.create("http://localhost:" + port);
  }

  /** The origins of the pages that may call it from a browser. */
  List<String> origins() {
    return redirectUris.stream()
        .map(uri -> uri.getScheme() + "://" + uri.getAuthority())
        .distinct()
        .toList();
  }
}
