package org.claimexchange.agent.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.claimexchange.agent.find.DatabaseSource.Query;
import org.claimexchange.agent.find.FolderSource.Rule;

/**
 * How an agent is set up; {@link ConfigFile} reads it.
 *
 * @param participant this source's id in the participants' register
 * @param exchange the exchange's address, without a slash at the end
 * @param exchangeRoots PEM file of root certificates for its TLS; the platform's own if empty
 * @param key file with this participant's private key (JWK, EC P-384), readable by its owner alone
 * @param trust folder with the ledger's root certificates, {@code ledger/{MspId}.pem}
 * @param log the guard's log
 * @param poll how often the exchange is asked
 * @param expected for a category the formats without which it is not complete
 * @param folders where files lie
 * @param databases whose views are read
 */
public record AgentConfig(
    String participant,
    URI exchange,
    Optional<Path> exchangeRoots,
    Path key,
    Path trust,
    Path log,
    Duration poll,
    Map<String, Set<String>> expected,
    List<Folder> folders,
    List<Database> databases) {
  public AgentConfig {
    expected = Map.copyOf(expected);
    folders = List.copyOf(folders);
    databases = List.copyOf(databases);
  }

  /**
   * A folder of files.
   *
   * @param root which nothing leads out of
   * @param rules what lies where
   * @param records index of medical-record numbers, where a pattern asks for them
   */
  public record Folder(Path root, List<Rule> rules, Optional<Path> records) {
    public Folder {
      rules = List.copyOf(rules);
    }
  }

  /**
   * A database.
   *
   * @param url {@code jdbc:…}
   * @param user whom it knows
   * @param password file with the user's password, readable by its owner alone; none if empty
   * @param queries what is read
   */
  public record Database(String url, String user, Optional<Path> password, List<Query> queries) {
    public Database {
      queries = List.copyOf(queries);
    }

    @Override
    public String toString() {
      return "Database[" + queries.size() + " queries]";
    }
  }
}
