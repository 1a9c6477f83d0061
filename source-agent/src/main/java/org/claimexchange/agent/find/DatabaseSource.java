package org.claimexchange.agent.find;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.claimexchange.agent.find.FilePattern.TooManyException;
import org.claimexchange.agent.find.NamedSql.Parameter;
import org.claimexchange.fhir.format.SourceFormat;

/**
 * Views of a database, read by fixed statements over a connection that only reads. Each look opens
 * a connection of its own and gives it back.
 */
public final class DatabaseSource implements FileSource {
  private static final Logger LOG = Logger.getLogger(DatabaseSource.class.getName());
  private static final int LONGEST_SECONDS = 60;
  private static final int LOGIN_SECONDS = 10;
  private static final int MOST_VISITS = 200;
  private static final int ROWS_AT_ONCE = 1_000;

  private final String url;
  private final Properties login;
  private final List<Query> queries;

  /** How rows become files. */
  public enum Form {
    /** All rows are one CSV file, or one for each value of {@link Query#by}. */
    CSV,
    /** The first column of each row is a file. */
    TEXT
  }

  /**
   * Files of one format.
   *
   * @param format their format
   * @param name what the operator calls it
   * @param sql the statement
   * @param form how its rows become files
   * @param by the column whose every value is a file of its own; empty for one file of all rows
   * @param ending of the files' names, without a dot
   */
  public record Query(
      SourceFormat format, String name, NamedSql sql, Form form, String by, String ending) {}

  /**
   * @param url {@code jdbc:…}, its driver on the class path
   * @param user whom the database knows
   * @param password of the user; empty where the database asks for none
   */
  public DatabaseSource(String url, String user, String password, List<Query> queries) {
    this.url = url;
    this.login = new Properties();
    login.setProperty("user", user);
    login.setProperty("password", password);
    this.queries = List.copyOf(queries);
  }

  @Override
  public Found find(Wanted wanted) {
    List<FoundFile> files = new ArrayList<>();
    List<Trouble> troubles = new ArrayList<>();
    for (Query query : queries) {
      try {
        files.addAll(rows(query, wanted));
      } catch (TooManyException e) {
        troubles.add(new Trouble(query.name(), Trouble.Kind.TOO_MANY));
      } catch (SQLException e) {
        // Its message may hold a value; the state tells what an administrator needs (SQL:2016).
        LOG.log(Level.WARNING, "query failed with SQLSTATE {0}", e.getSQLState());
        troubles.add(new Trouble(query.name(), Trouble.Kind.UNREADABLE));
      }
    }
    return new Found(files, troubles);
  }

  private List<FoundFile> rows(Query query, Wanted wanted) throws SQLException, TooManyException {
    List<String> visits = query.sql().byVisit() ? wanted.part().visits() : List.of("");
    if (visits.isEmpty()) {
      return List.of();
    }
    if (visits.size() > MOST_VISITS) {
      throw new TooManyException();
    }
    var rows = new RowFiles(query);
    DriverManager.setLoginTimeout(LOGIN_SECONDS);
    try (Connection connection = DriverManager.getConnection(url, login)) {
      connection.setReadOnly(true);
      connection.setAutoCommit(false);
      try (PreparedStatement statement = connection.prepareStatement(query.sql().text())) {
        statement.setQueryTimeout(LONGEST_SECONDS);
        statement.setMaxRows(RowFiles.MOST_ROWS + 1);
        statement.setFetchSize(ROWS_AT_ONCE);
        for (String visit : visits) {
          bind(statement, query.sql().parameters(), wanted, visit);
          try (ResultSet result = statement.executeQuery()) {
            rows.take(result);
          }
        }
      } finally {
        connection.rollback();
      }
    }
    return rows.files();
  }

  private static void bind(
      PreparedStatement statement, List<Parameter> parameters, Wanted wanted, String visit)
      throws SQLException {
    for (int i = 0; i < parameters.size(); i++) {
      switch (parameters.get(i)) {
        case PERSON -> statement.setString(i + 1, wanted.person().number());
        case VISIT -> statement.setString(i + 1, visit);
        case FROM -> statement.setObject(i + 1, wanted.part().period().from());
        case TO -> statement.setObject(i + 1, wanted.part().period().to());
      }
    }
  }
}
