package org.claimexchange.agent.find;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.claimexchange.agent.find.DatabaseSource.Form;
import org.claimexchange.agent.find.DatabaseSource.Query;
import org.claimexchange.fhir.format.SourceFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Views of a real PostgreSQL, read and never written. */
class DatabaseSourceTest {
  private static EmbeddedPostgres postgres;

  @BeforeAll
  static void start() throws IOException, SQLException {
    postgres = EmbeddedPostgres.start();
    run(
        "create table fees (certno text, mdtrt_id text, item text, amount numeric, at date)",
        "insert into fees values ('310101198503029974', 'ZY1', '床位费, \"三\"人间', 55.00,"
            + " '2026-03-02'), ('310101198503029974', 'ZY2', '诊察费', 40.50, '2026-03-03'),"
            + " ('310104197605039991', 'ZY1', '别人的', 1, '2026-03-02')",
        "create function sneaky() returns text language sql as"
            + " 'insert into fees (item) values (''x'') returning item'");
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  private static void run(String... statements) throws SQLException {
    try (var connection = postgres.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static Found find(String sql, Form form, String by, String... visits) {
    var query = new Query(SourceFormat.FEE_LIST, "fees", NamedSql.of(sql), form, by, "csv");
    return new DatabaseSource(
            postgres.getJdbcUrl("postgres", "postgres"), "postgres", "", List.of(query))
        .find(FilePatternTest.wanted(List.of(visits), 5));
  }

  private static List<String> texts(Found found) throws IOException {
    var texts = new java.util.ArrayList<String>();
    for (FoundFile file : found.files()) {
      texts.add(new String(file.content().read(), StandardCharsets.UTF_8));
    }
    return texts;
  }

  @Test
  void eachVisitsRowsAreAFileOfItsOwn() throws IOException {
    var found =
        find(
            "select item, amount from fees where certno = :person and mdtrt_id = :visit"
                + " and at between :from and :to",
            Form.CSV,
            "",
            "ZY1",
            "ZY2",
            "ZY3");

    assertThat(found.troubles()).isEmpty();
    assertThat(texts(found))
        .containsExactly(
            "item,amount\r\n\"床位费, \"\"三\"\"人间\",55.00\r\n", "item,amount\r\n诊察费,40.50\r\n");
  }

  @Test
  void rowsAreGroupedByAColumn() throws IOException {
    var found =
        find(
            "select mdtrt_id, item from fees where certno = :person order by mdtrt_id",
            Form.CSV,
            "mdtrt_id");

    assertThat(texts(found)).hasSize(2).allMatch(text -> text.startsWith("mdtrt_id,item"));
    assertThat(found.files()).allMatch(file -> !file.name().contains("ZY"));
  }

  @Test
  void aRowsTextIsAFileAsItIs() throws IOException {
    var found =
        find(
            "select json_build_object('item', item) from fees where certno = :person"
                + " and mdtrt_id = :visit",
            Form.TEXT,
            "",
            "ZY2");

    assertThat(texts(found)).containsExactly("{\"item\" : \"诊察费\"}");
  }

  @Test
  void aValueIsNeverPartOfTheStatement() {
    var found =
        find(
            "select item from fees where mdtrt_id = :visit",
            Form.CSV,
            "",
            "x' or '1'='1",
            "ZY1'; drop table fees; select '");

    assertThat(found.files()).isEmpty();
    assertThat(found.troubles()).isEmpty();
  }

  @Test
  void aStatementThatWritesIsRefusedByTheDatabase() {
    var found = find("select sneaky() from fees where certno = :person", Form.CSV, "");

    assertThat(found.files()).isEmpty();
    assertThat(found.troubles()).containsExactly(new Trouble("fees", Trouble.Kind.UNREADABLE));
  }

  @Test
  void moreRowsThanAreTakenAreNotTakenAtAll() {
    var found =
        find(
            "select item, n from fees, generate_series(1, 200001) n where certno = :person"
                + " and mdtrt_id = :visit",
            Form.CSV,
            "",
            "ZY1");

    assertThat(found.files()).isEmpty();
    assertThat(found.troubles()).containsExactly(new Trouble("fees", Trouble.Kind.TOO_MANY));
  }

  @Test
  void withoutANamedVisitAStatementByVisitIsNotRun() {
    assertThat(find("select item from fees where mdtrt_id = :visit", Form.CSV, "").files())
        .isEmpty();
  }
}
