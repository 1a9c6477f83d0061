package org.claimexchange.server.register;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.json.CanonicalJson;

/**
 * What the operator keeps of participants and texts beside the regulator's entries. Whoever writes
 * it decides by which keys clients log in and where sources are asked.
 *
 * @param type {@link #TYPE}
 * @param participants all of whom something is kept; of others nothing is
 * @param templates texts beside those that come with the server
 */
record DirectoryFile(String type, List<Member> participants, List<Words> templates) {
  static final String TYPE = "claimexchange/directory/v1";

  /** The largest file, in bytes. */
  static final int MAX_BYTES = CanonicalJson.MAX_BYTES;

  private static final int MOST = 10_000;
  private static final int LONGEST_ID = 100;
  private static final int LONGEST_TEXT = 500;
  private static final int LONGEST_WORDS = 64 * 1024;
  private static final int MOST_KEYS = 20;

  DirectoryFile {
    participants = List.copyOf(participants);
    templates = List.copyOf(templates);
  }

  /**
   * One participant.
   *
   * @param id participant id
   * @param shortName what people call it
   * @param phone whom to call; may be empty
   * @param address postal address; may be empty
   * @param endpoint where a source answers; empty for others
   * @param clientKeys public keys with which it signs its assertions, a JWK set (RFC 7517, section
   *     5); without keys where it does not log in
   */
  record Member(
      String id,
      String shortName,
      String phone,
      String address,
      String endpoint,
      JsonNode clientKeys) {
    Optional<URI> base() {
      return endpoint.isEmpty() ? Optional.empty() : Optional.of(URI.create(endpoint));
    }

    /** The keys as text; empty where there are none. */
    Optional<String> jwks() {
      return clientKeys.path("keys").isEmpty()
          ? Optional.empty()
          : Optional.of(CanonicalJson.writeText(clientKeys));
    }
  }

  /**
   * A text.
   *
   * @param id template id
   * @param words its words, which must have the digest that the regulator's entry names
   */
  record Words(String id, String words) {
    Digest digest() {
      return Digest.of(words.getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * Reads one.
   *
   * @throws org.claimexchange.model.json.MalformedJsonException if it is no such file
   */
  static DirectoryFile read(byte[] json) {
    return CanonicalJson.read(json, DirectoryFile.class);
  }

  /** All that is wrong with it; nothing personal. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    expect(type.equals(TYPE), "type: expected " + TYPE, problems);
    expect(
        participants.size() <= MOST && templates.size() <= MOST,
        "expected at most " + MOST + " participants and templates",
        problems);
    Set<String> ids = new HashSet<>();
    for (Member member : participants) {
      if (named(member.id(), ids, "participants", problems)) {
        check(member, problems);
      }
    }
    ids.clear();
    for (Words text : templates) {
      if (named(text.id(), ids, "templates", problems)) {
        expect(
            !text.words().isBlank() && text.words().length() <= LONGEST_WORDS,
            text.id() + ".words: expected up to " + LONGEST_WORDS + " characters",
            problems);
      }
    }
    return problems;
  }

  private static boolean named(String id, Set<String> ids, String list, List<String> problems) {
    boolean named = !id.isBlank() && id.length() <= LONGEST_ID;
    expect(named, list + ": expected an id of up to " + LONGEST_ID + " characters", problems);
    if (named) {
      expect(ids.add(id), list + ": expected each id once, found again " + id, problems);
    }
    return named;
  }

  private static void check(Member member, List<String> problems) {
    String id = member.id();
    expect(
        !member.shortName().isBlank()
            && member.shortName().length() <= LONGEST_TEXT
            && member.phone().length() <= LONGEST_TEXT
            && member.address().length() <= LONGEST_TEXT,
        id + ": expected a shortName, and texts of up to " + LONGEST_TEXT + " characters",
        problems);
    expect(
        member.endpoint().isEmpty() || isAddress(member.endpoint()),
        id + ".endpoint: expected https://…, or http at this machine, without user and query",
        problems);
    expect(
        areKeys(member.clientKeys()),
        id
            + ".clientKeys: expected a JWK set of at most "
            + MOST_KEYS
            + " public keys, each with a kid of its own",
        problems);
  }

  private static boolean isAddress(String endpoint) {
    try {
      URI uri = new URI(endpoint);
      boolean here = "localhost".equals(uri.getHost()) || "127.0.0.1".equals(uri.getHost());
      return endpoint.length() <= LONGEST_TEXT
          && uri.getHost() != null
          && ("https".equals(uri.getScheme()) || here && "http".equals(uri.getScheme()))
          && uri.getUserInfo() == null
          && uri.getQuery() == null
          && uri.getFragment() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static boolean areKeys(JsonNode jwks) {
    try {
      List<JWK> keys = JWKSet.parse(CanonicalJson.writeText(jwks)).getKeys();
      long ids = keys.stream().map(JWK::getKeyID).filter(kid -> kid != null).distinct().count();
      return keys.size() <= MOST_KEYS
          && keys.size() == jwks.path("keys").size()
          && ids == keys.size()
          && keys.stream().allMatch(key -> key instanceof AsymmetricJWK && !key.isPrivate());
    } catch (ParseException e) {
      return false;
    }
  }

  private static void expect(boolean holds, String problem, List<String> problems) {
    if (!holds) {
      problems.add(problem);
    }
  }
}
