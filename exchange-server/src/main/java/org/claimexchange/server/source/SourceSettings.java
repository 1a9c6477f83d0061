package org.claimexchange.server.source;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.claimexchange.server.pull.SftpAddress;
import org.claimexchange.server.pull.SourceKind;
import org.claimexchange.server.setup.ExchangeProperties;

/**
 * What the configuration says of each source, read and checked once at start. A source that it does
 * not name speaks FHIR.
 */
public final class SourceSettings {
  /** As often as a source is looked at before its step is given up. */
  private static final int MOST_LOOKS = 9_000;

  private final Map<String, SourceKind> kinds = new LinkedHashMap<>();
  private final Map<String, SftpAddress> drops = new LinkedHashMap<>();
  private final Map<String, String> agentKeys = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  private SourceSettings() {}

  /**
   * Reads the settings with the files that they name.
   *
   * @throws IllegalArgumentException telling every problem
   */
  public static SourceSettings of(ExchangeProperties properties) {
    var settings = new SourceSettings();
    properties
        .sources()
        .forEach((id, source) -> settings.add(id, source, properties.pull().waiting()));
    if (!settings.problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", settings.problems));
    }
    return settings;
  }

  /** How a source is asked. */
  public SourceKind kind(String participant) {
    return kinds.getOrDefault(participant, SourceKind.FHIR);
  }

  /** Where a source drops its files. */
  public Optional<SftpAddress> drop(String participant) {
    return Optional.ofNullable(drops.get(participant));
  }

  /** The public keys of the agents that have a file of them: JWK sets by participant id. */
  public Map<String, String> agentKeys() {
    return Map.copyOf(agentKeys);
  }

  private void add(String id, ExchangeProperties.Source source, Duration waiting) {
    String name = "exchange.sources." + id;
    kinds.put(id, source.kind());
    switch (source.kind()) {
      case FHIR, DOCUMENTS -> {}
      case SFTP -> drop(id, name + ".sftp", source.sftp(), waiting);
      case AGENT -> agent(id, name + ".keys", source.keys());
    }
  }

  private void drop(String id, String name, ExchangeProperties.Sftp sftp, Duration waiting) {
    int before = problems.size();
    expect(!sftp.host().isBlank(), name + ".host: expected the name of the server");
    expect(sftp.port() > 0 && sftp.port() < 65_536, name + ".port: expected 1 to 65535");
    expect(!sftp.user().isBlank(), name + ".user: expected as whom the exchange logs in");
    expect(
        !sftp.poll().isNegative()
            && !sftp.poll().isZero()
            && sftp.poll().compareTo(waiting.dividedBy(MOST_LOOKS)) >= 0,
        name
            + ".poll: expected at least "
            + waiting.dividedBy(MOST_LOOKS).toSeconds()
            + " s, as exchange.pull.waiting is "
            + waiting);
    Optional<PublicKey> hostKey = hostKey(name + ".host-key", sftp.hostKey());
    Optional<KeyPair> key = privateKey(name + ".private-key", sftp.privateKey());
    if (problems.size() == before && hostKey.isPresent() && key.isPresent()) {
      drops.put(
          id,
          new SftpAddress(
              sftp.host(), sftp.port(), sftp.user(), hostKey.get(), key.get(), sftp.poll()));
    }
  }

  private Optional<PublicKey> hostKey(String name, String line) {
    try {
      PublicKey key =
          PublicKeyEntry.parsePublicKeyEntry(line)
              .resolvePublicKey(null, Map.of(), PublicKeyEntryResolver.FAILING);
      return Optional.of(key);
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      problems.add(
          name + ": expected the server's public key as its ssh-keyscan line has it: type, base64");
      return Optional.empty();
    }
  }

  private Optional<KeyPair> privateKey(String name, String file) {
    if (!file.isBlank()) {
      Path path = Path.of(file);
      try (InputStream in = Files.newInputStream(path)) {
        Iterable<KeyPair> pairs =
            SecurityUtils.loadKeyPairIdentities(
                null, NamedResource.ofName(name), in, FilePasswordProvider.EMPTY);
        Iterator<KeyPair> found = pairs == null ? List.<KeyPair>of().iterator() : pairs.iterator();
        if (found.hasNext()) {
          return Optional.of(found.next());
        }
      } catch (IOException | GeneralSecurityException | RuntimeException e) {
        // Told below; the message may hold parts of the file.
      }
    }
    problems.add(
        name + ": expected a file with a private key, OpenSSH or PEM, without password: " + file);
    return Optional.empty();
  }

  private void agent(String id, String name, String file) {
    if (file.isBlank()) {
      // The sample city makes keys; without it nobody logs in as this source.
      return;
    }
    try {
      String json = Files.readString(Path.of(file));
      JWKSet keys = JWKSet.parse(json);
      expect(!keys.getKeys().isEmpty(), name + ": expected at least one public key in " + file);
      expect(
          keys.getKeys().stream().noneMatch(JWK::isPrivate),
          name + ": expected public keys alone, found a private one in " + file);
      agentKeys.put(id, keys.toString());
    } catch (IOException | ParseException e) {
      problems.add(name + ": expected a JWK set, which cannot be read: " + file);
    }
  }

  private void expect(boolean holds, String problem) {
    if (!holds) {
      problems.add(problem);
    }
  }
}
