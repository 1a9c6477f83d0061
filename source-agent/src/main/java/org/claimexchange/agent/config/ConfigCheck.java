package org.claimexchange.agent.config;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.claimexchange.agent.config.AgentConfig.Database;
import org.claimexchange.agent.config.AgentConfig.Folder;
import org.claimexchange.agent.config.RawConfig.RawDatabase;
import org.claimexchange.agent.config.RawConfig.RawFiles;
import org.claimexchange.agent.config.RawConfig.RawFolder;
import org.claimexchange.agent.config.RawConfig.RawQuery;
import org.claimexchange.agent.find.DatabaseSource.Form;
import org.claimexchange.agent.find.DatabaseSource.Query;
import org.claimexchange.agent.find.FilePattern;
import org.claimexchange.agent.find.FolderSource.Rule;
import org.claimexchange.agent.find.NamedSql;
import org.claimexchange.fhir.category.Category;
import org.claimexchange.fhir.format.SourceFormat;
import org.jspecify.annotations.Nullable;

/** Checks what a configuration says; collects every problem and throws once. */
final class ConfigCheck {
  private static final int USUAL_POLL = 30;
  private static final int LONGEST_POLL = 3600;

  private final Path file;
  private final List<String> problems = new ArrayList<>();

  ConfigCheck(Path file) {
    this.file = file;
  }

  AgentConfig config(RawConfig raw) throws ConfigException {
    String participant = text(raw.participant(), "participant");
    if (!participant.isEmpty() && !participant.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
      problem("participant", "an id of the participants' register");
    }
    var config =
        new AgentConfig(
            participant,
            address(text(raw.exchange(), "exchange")),
            optionalPath(raw.exchangeRoots(), "exchangeRoots"),
            path(raw.key(), "key"),
            path(raw.trust(), "trust"),
            path(raw.log(), "log"),
            poll(raw.pollSeconds()),
            expected(raw.expected()),
            folders(raw.folders()),
            databases(raw.databases()));
    if (config.folders().isEmpty() && config.databases().isEmpty()) {
      problem("folders, databases", "at least one of them");
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return config;
  }

  private void problem(String where, String expected) {
    problems.add(where + ": expected " + expected);
  }

  private String text(@Nullable String value, String where) {
    if (value == null || value.isBlank()) {
      problem(where, "a text");
      return "";
    }
    return value.strip();
  }

  private URI address(String text) {
    URI nowhere = URI.create("https://invalid");
    if (text.isEmpty()) {
      return nowhere;
    }
    try {
      URI uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      boolean plain = uri.getHost() != null && uri.getQuery() == null && uri.getFragment() == null;
      if (plain && uri.getUserInfo() == null && isSafe(uri)) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // The same sentence serves.
    }
    problem("exchange", "an address with https (http only on this machine), without a query");
    return nowhere;
  }

  private static boolean isSafe(URI uri) {
    if ("https".equals(uri.getScheme())) {
      return true;
    }
    String host = uri.getHost();
    boolean numeric = host.matches("[0-9.]+|\\[[0-9a-fA-F:]+]") || host.equals("localhost");
    try {
      return "http".equals(uri.getScheme())
          && numeric
          && InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private Path path(@Nullable String value, String where) {
    return optionalPath(text(value, where), where).orElse(file);
  }

  private Optional<Path> optionalPath(@Nullable String value, String where) {
    if (value == null || value.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(file.resolveSibling(value.strip()).normalize());
    } catch (InvalidPathException e) {
      problem(where, "a path");
      return Optional.empty();
    }
  }

  private Duration poll(@Nullable Integer seconds) {
    int value = seconds == null ? USUAL_POLL : seconds;
    if (value < 1 || value > LONGEST_POLL) {
      problem("pollSeconds", "1 to " + LONGEST_POLL);
    }
    return Duration.ofSeconds(Math.max(value, 1));
  }

  private Map<String, Set<String>> expected(
      @Nullable Map<String, @Nullable List<@Nullable String>> raw) {
    Map<String, Set<String>> expected = new HashMap<>();
    if (raw == null) {
      return expected;
    }
    raw.forEach((category, formats) -> {
      String where = "expected." + category;
      if (Category.ofCode(category).isEmpty()) {
        problem(where, "a category of docs/categories.md");
      }
      Set<String> codes = new HashSet<>();
      for (String code : formats == null ? List.<@Nullable String>of() : formats) {
        format(code, where).ifPresent(format -> codes.add(format.code()));
      }
      expected.put(category, codes);
    });
    return expected;
  }

  private Optional<SourceFormat> format(@Nullable String code, String where) {
    Optional<SourceFormat> format =
        code == null ? Optional.empty() : SourceFormat.ofCode(code.strip());
    if (format.isEmpty()) {
      problem(where, "a format of docs/mappings/README.md");
    }
    return format;
  }

  private List<Folder> folders(@Nullable List<@Nullable RawFolder> raw) {
    List<Folder> folders = new ArrayList<>();
    List<@Nullable RawFolder> all = raw == null ? List.of() : raw;
    for (int i = 0; i < all.size(); i++) {
      String where = "folders[" + i + "]";
      RawFolder folder = all.get(i);
      if (folder == null || folder.files() == null || folder.files().isEmpty()) {
        problem(where + ".files", "at least one entry");
        continue;
      }
      var rules = rules(folder.files(), where);
      Optional<Path> records = optionalPath(folder.records(), where + ".records");
      if (records.isEmpty() && rules.stream().anyMatch(rule -> rule.pattern().asksForRecord())) {
        problem(where + ".records", "an index of medical-record numbers, since a pattern asks");
      }
      folders.add(new Folder(path(folder.root(), where + ".root"), rules, records));
    }
    return folders;
  }

  private List<Rule> rules(List<@Nullable RawFiles> raw, String folder) {
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < raw.size(); i++) {
      String where = folder + ".files[" + i + "]";
      RawFiles files = raw.get(i);
      if (files == null) {
        problem(where, "format and pattern");
        continue;
      }
      Optional<SourceFormat> format = format(files.format(), where + ".format");
      Optional<FilePattern> pattern = pattern(files.pattern(), where + ".pattern");
      Set<String> shown = endings(files.shown(), where + ".shown");
      if (format.isPresent() && pattern.isPresent()) {
        rules.add(new Rule(format.get(), pattern.get(), shown));
      }
    }
    return rules;
  }

  private Optional<FilePattern> pattern(@Nullable String text, String where) {
    try {
      String given = text(text, where);
      return given.isEmpty() ? Optional.empty() : Optional.of(FilePattern.of(given));
    } catch (IllegalArgumentException e) {
      problems.add(where + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  private Set<String> endings(@Nullable List<@Nullable String> raw, String where) {
    Set<String> endings = new HashSet<>();
    for (String ending : raw == null ? List.<@Nullable String>of() : raw) {
      if (ending == null || !ending.matches("[A-Za-z0-9]{1,10}")) {
        problem(where, "endings of file names, such as pdf");
      } else {
        endings.add(ending);
      }
    }
    return endings;
  }

  private List<Database> databases(@Nullable List<@Nullable RawDatabase> raw) {
    List<Database> databases = new ArrayList<>();
    List<@Nullable RawDatabase> all = raw == null ? List.of() : raw;
    for (int i = 0; i < all.size(); i++) {
      String where = "databases[" + i + "]";
      RawDatabase database = all.get(i);
      if (database == null || database.queries() == null || database.queries().isEmpty()) {
        problem(where + ".queries", "at least one entry");
        continue;
      }
      String url = text(database.url(), where + ".url");
      if (!url.startsWith("jdbc:") || url.matches("(?i).*password=.*")) {
        problem(where + ".url", "jdbc:…, without a password in it");
      }
      databases.add(
          new Database(
              url,
              text(database.user(), where + ".user"),
              optionalPath(database.password(), where + ".password"),
              queries(database.queries(), where)));
    }
    return databases;
  }

  private List<Query> queries(List<@Nullable RawQuery> raw, String database) {
    List<Query> queries = new ArrayList<>();
    for (int i = 0; i < raw.size(); i++) {
      String where = database + ".queries[" + i + "]";
      RawQuery query = raw.get(i);
      if (query == null) {
        problem(where, "format and sql");
        continue;
      }
      Optional<SourceFormat> format = format(query.format(), where + ".format");
      Optional<NamedSql> sql = sql(query.sql(), where + ".sql");
      Form form = form(query.as(), where + ".as");
      String ending = query.ending() == null ? usualEnding(form) : query.ending();
      endings(List.of(ending), where + ".ending");
      String by = query.by() == null ? "" : query.by();
      if (!by.isEmpty() && form == Form.TEXT) {
        problem(where + ".by", "nothing, since each row is a file");
      }
      if (format.isPresent() && sql.isPresent()) {
        queries.add(new Query(format.get(), where, sql.get(), form, by, ending));
      }
    }
    return queries;
  }

  private Optional<NamedSql> sql(@Nullable String text, String where) {
    try {
      String given = text(text, where);
      return given.isEmpty() ? Optional.empty() : Optional.of(NamedSql.of(given));
    } catch (IllegalArgumentException e) {
      problems.add(where + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  private Form form(@Nullable String as, String where) {
    if (as == null || as.equals("csv")) {
      return Form.CSV;
    }
    if (!as.equals("text")) {
      problem(where, "csv or text");
    }
    return Form.TEXT;
  }

  private static String usualEnding(Form form) {
    return switch (form) {
      case CSV -> "csv";
      case TEXT -> "json";
    };
  }
}
