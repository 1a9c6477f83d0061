package org.claimexchange.server.register;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.register.TextTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What the operator knows of participants beside their entries: how to reach and to show them. */
public final class ParticipantDirectory {
  /** The number of the lock under which all is replaced, the same for all instances. */
  private static final long LOCK = 0x6469726563746fL;

  private final JdbcClient jdbc;
  private final Function<String, Optional<TextTemplate>> entries;
  private final TransactionTemplate transaction;

  ParticipantDirectory(
      JdbcClient jdbc,
      Function<String, Optional<TextTemplate>> entries,
      TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.entries = entries;
    this.transaction = transaction;
  }

  /**
   * Puts all that a file holds in place of what is kept: who is not named in it is forgotten, keys
   * above all. Words stay: what was signed is shown by them.
   *
   * @return ids of templates whose words were not taken: the register has no entry with their
   *     digest
   */
  List<String> replace(DirectoryFile file) {
    transaction.executeWithoutResult(status -> {
      jdbc.sql("select pg_advisory_xact_lock(?)").param(LOCK).query((r, n) -> true).single();
      for (String table : List.of("participant_facts", "insurer_client", "source_endpoint")) {
        jdbc.sql("delete from " + table).update();
      }
      for (DirectoryFile.Member one : file.participants()) {
        keep(new ParticipantFacts(one.id(), "", one.shortName(), one.phone(), one.address()));
        one.base().ifPresent(base -> keepEndpoint(one.id(), base));
        one.jwks().ifPresent(jwks -> keepClientKeys(one.id(), jwks));
      }
    });
    return file.templates().stream()
        .filter(text -> !keepRegistered(text.id(), text.words()))
        .map(DirectoryFile.Words::id)
        .toList();
  }

  /**
   * Keeps the words of a template, if its entry names their digest.
   *
   * @return whether it does
   */
  boolean keepRegistered(String template, String words) {
    Digest digest = Digest.of(words.getBytes(StandardCharsets.UTF_8));
    boolean names =
        entries.apply(template).filter(entry -> entry.template().matches(digest)).isPresent();
    if (names) {
      keepTemplate(template, words);
    }
    return names;
  }

  /** Keeps how a participant is shown. */
  public void keep(ParticipantFacts facts) {
    jdbc.sql(
            """
            insert into participant_facts (participant, short_name, phone, address)
            values (?, ?, ?, ?) on conflict (participant) do update set
            short_name = excluded.short_name, phone = excluded.phone, address = excluded.address
            """)
        .params(facts.id(), facts.shortName(), facts.phone(), facts.address())
        .update();
  }

  /** Keeps a client's public keys for its assertions, a JWK set (RFC 7517, section 5). */
  public void keepClientKeys(String client, String jwks) {
    jdbc.sql(
            """
            insert into insurer_client (participant, jwks) values (?, ?)
            on conflict (participant) do update set jwks = excluded.jwks
            """)
        .params(client, jwks)
        .update();
  }

  /** A client's public keys for its assertions, a JWK set. */
  public Optional<String> clientKeys(String client) {
    return jdbc.sql("select jwks from insurer_client where participant = ?")
        .param(client)
        .query(String.class)
        .optional();
  }

  /** Keeps where a source answers. */
  public void keepEndpoint(String source, URI base) {
    jdbc.sql(
            """
            insert into source_endpoint (participant, base_url) values (?, ?)
            on conflict (participant) do update set base_url = excluded.base_url
            """)
        .params(source, base.toString())
        .update();
  }

  /** Where a source answers. */
  public Optional<URI> endpoint(String source) {
    return jdbc.sql("select base_url from source_endpoint where participant = ?")
        .param(source)
        .query(String.class)
        .optional()
        .map(URI::create);
  }

  /** Keeps the words of a text template. */
  public void keepTemplate(String template, String words) {
    jdbc.sql(
            """
            insert into template_text (template, words) values (?, ?)
            on conflict (template) do update set words = excluded.words
            where template_text.words <> excluded.words
            """)
        .params(template, words)
        .update();
  }
}
