package org.claimexchange.server.job;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The story of each claim: what happened, in order. */
public final class Story {
  private final JdbcClient jdbc;

  /** The stories of this database. */
  public Story(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Tells what happened, as part of the caller's transaction. */
  public void tell(String request, Happening happening) {
    jdbc.sql(
            """
            insert into happening
            (request, kind, who, detail, categories, records, transaction_id, at)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            request,
            happening.kind().name(),
            happening.who(),
            happening.detail(),
            String.join(" ", happening.categories()),
            happening.records(),
            happening.transactionId(),
            happening.at().atOffset(ZoneOffset.UTC))
        .update();
  }

  /** What happened to a request, oldest first. */
  public List<Happening> of(String request) {
    return jdbc.sql(
            """
            select kind, who, detail, categories, records, transaction_id, at
            from happening where request = ? order by id
            """)
        .param(request)
        .query((r, n) ->
            new Happening(
                Happening.Kind.valueOf(r.getString(1)),
                r.getString(2),
                r.getString(3),
                words(r.getString(4)),
                r.getInt(5),
                r.getString(6),
                r.getObject(7, OffsetDateTime.class).toInstant()))
        .list();
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" "));
  }
}
