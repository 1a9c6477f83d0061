package org.claimexchange.server.register;

import java.net.URI;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the operator knows of participants beside their entries: how to reach and to show them. */
public final class ParticipantDirectory {
  private final JdbcClient jdbc;

  ParticipantDirectory(JdbcClient jdbc) {
    this.jdbc = jdbc;
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
            """)
        .params(template, words)
        .update();
  }
}
