package org.claimexchange.agent.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The file as it is written: every key may be missing, none may be unknown. */
record RawConfig(
    @Nullable String participant,
    @Nullable String exchange,
    @Nullable String exchangeRoots,
    @Nullable String key,
    @Nullable String trust,
    @Nullable String log,
    @Nullable Integer pollSeconds,
    @Nullable Map<String, @Nullable List<@Nullable String>> expected,
    @Nullable List<@Nullable RawFolder> folders,
    @Nullable List<@Nullable RawDatabase> databases) {

  record RawFolder(
      @Nullable String root, @Nullable String records, @Nullable List<@Nullable RawFiles> files) {}

  record RawFiles(
      @Nullable String format, @Nullable String pattern, @Nullable List<@Nullable String> shown) {}

  record RawDatabase(
      @Nullable String url,
      @Nullable String user,
      @Nullable String password,
      @Nullable List<@Nullable RawQuery> queries) {}

  record RawQuery(
      @Nullable String format,
      @Nullable String sql,
      @Nullable String as,
      @Nullable String by,
      @Nullable String ending) {}
}
