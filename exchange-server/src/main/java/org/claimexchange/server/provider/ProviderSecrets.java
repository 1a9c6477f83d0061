package org.claimexchange.server.provider;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.text.ParseException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.claimexchange.model.json.CanonicalJson;

/**
 * What the built-in provider keeps in the data folder: signing key, salt of the subjects,
 * passwords.
 */
final class ProviderSecrets {
  private static final String PASSWORD_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
  private static final int PASSWORD_LENGTH = 8;

  private final JWKSet keys;
  private final byte[] subjectSalt;
  private final List<BuiltInProvider.SampleLogin> logins;

  private ProviderSecrets(
      JWKSet keys, byte[] subjectSalt, List<BuiltInProvider.SampleLogin> logins) {
    this.keys = keys;
    this.subjectSalt = subjectSalt.clone();
    this.logins = List.copyOf(logins);
  }

  /** Reads what the folder holds and makes what is missing. */
  static ProviderSecrets inFolder(Path folder, ProviderSettings settings, SecureRandom random) {
    try {
      Files.createDirectories(folder);
      JWKSet keys = JWKSet.parse(kept(folder.resolve("keys.json"), () -> freshKeys(random)));
      byte[] salt =
          Base64.getDecoder().decode(kept(folder.resolve("subject-salt"), () -> freshSalt(random)));
      return new ProviderSecrets(keys, salt, logins(folder, settings, random));
    } catch (IOException e) {
      throw new UncheckedIOException("the provider's folder cannot be used: " + folder, e);
    } catch (ParseException e) {
      throw new IllegalStateException("not a key set, move it away: " + folder + "/keys.json", e);
    }
  }

  /** The key set with its private halves. */
  JWKSet signingKeys() {
    return keys;
  }

  List<BuiltInProvider.PublicKeyJwk> publicKeys() {
    return keys.toPublicJWKSet().getKeys().stream()
        .map(key ->
            new BuiltInProvider.PublicKeyJwk(
                key.getKeyID(), CanonicalJson.writeText(key.toJSONObject())))
        .toList();
  }

  List<BuiltInProvider.SampleLogin> logins() {
    return logins;
  }

  /**
   * The {@code sub} of a person in one sector (OpenID Connect Core, section 8.1): clients of one
   * sector see the same, others another.
   */
  String subject(String sector, String username) {
    try {
      MessageDigest hash = MessageDigest.getInstance("SHA-256");
      hash.update(sector.getBytes(StandardCharsets.UTF_8));
      hash.update((byte) 0);
      hash.update(username.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash.digest(subjectSalt));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static List<BuiltInProvider.SampleLogin> logins(
      Path folder, ProviderSettings settings, SecureRandom random) throws IOException {
    Path file = folder.resolve("passwords.json");
    Map<String, String> passwords = new TreeMap<>();
    if (Files.exists(file)) {
      passwords.putAll(
          CanonicalJson.read(
              Files.readAllBytes(file),
              new com.fasterxml.jackson.core.type.TypeReference<Map<String, String>>() {}));
    }
    settings
        .people()
        .forEach(one -> passwords.computeIfAbsent(one.username(), _ -> freshPassword(random)));
    Files.deleteIfExists(file);
    kept(file, () -> CanonicalJson.writeText(passwords));
    return settings.people().stream()
        .map(one ->
            new BuiltInProvider.SampleLogin(
                one.username(), passwords.getOrDefault(one.username(), ""), one.person().name()))
        .toList();
  }

  private static String freshKeys(SecureRandom random) {
    try {
      var key =
          new ECKeyGenerator(Curve.P_256)
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(JWSAlgorithm.ES256)
              .keyIDFromThumbprint(true)
              .secureRandom(random)
              .generate();
      return new JWKSet(key).toString(false);
    } catch (JOSEException e) {
      throw new IllegalStateException("no P-256 key on this Java platform", e);
    }
  }

  private static String freshSalt(SecureRandom random) {
    byte[] salt = new byte[32];
    random.nextBytes(salt);
    return Base64.getEncoder().encodeToString(salt);
  }

  private static String freshPassword(SecureRandom random) {
    StringBuilder password = new StringBuilder();
    for (int i = 0; i < PASSWORD_LENGTH; i++) {
      password.append(PASSWORD_LETTERS.charAt(random.nextInt(PASSWORD_LETTERS.length())));
    }
    return password.toString();
  }

  /** The file's text; where there is no file it is made, readable by its owner alone. */
  private static String kept(Path file, Supplier<String> fresh) throws IOException {
    if (!Files.exists(file)) {
      try (var out =
          Files.newByteChannel(
              file,
              java.util.Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
        out.write(StandardCharsets.UTF_8.encode(fresh.get()));
      } catch (FileAlreadyExistsException e) {
        throw new IOException("two providers share this folder", e);
      }
    }
    return Files.readString(file);
  }
}
