package org.claimexchange.agent.find;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.claimexchange.agent.find.NamedSql.Parameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which statements a configuration may hold. */
class NamedSqlTest {
  @Test
  void namesBecomeQuestionMarksInTheirOrder() {
    var sql =
        NamedSql.of(
            "select a::text, ':person' from v where day between :from and :to and p = :person");

    assertThat(sql.text())
        .isEqualTo("select a::text, ':person' from v where day between ? and ? and p = ?");
    assertThat(sql.parameters()).containsExactly(Parameter.FROM, Parameter.TO, Parameter.PERSON);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delete from v where p = :person",
        "selectx from v where p = :person",
        "select 1 from v where p = :person; drop table v",
        "select 1 from v where p = :person -- and visit = :visit",
        "select 1 /* */ from v where p = :person",
        "select 1 from v where p = ? and q = :person",
        "select $$ from v where p = :person",
        "select 1 from v where p = :persons",
        "select 1 from v where p = :",
        "select 1 from v where day > :from",
        "select 1 from v where q = ':person'",
        "select 1 from v where p = :person and q = 'open"
      })
  void anythingButOneReadingStatementAboutAPersonOrVisitIsRefused(String sql) {
    assertThatThrownBy(() -> NamedSql.of(sql))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected ");
  }
}
