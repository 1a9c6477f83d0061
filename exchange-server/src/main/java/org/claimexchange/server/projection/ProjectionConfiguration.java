package org.claimexchange.server.projection;

import java.time.Clock;
import org.claimexchange.ledger.ConsentLedger;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the copy of the ledger together. */
@Configuration(proxyBeanMethods = false)
class ProjectionConfiguration {
  @Bean
  ProjectionFollower projectionFollower(
      ConsentLedger ledger, JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
    ProjectionTable table = new ProjectionTable(jdbc);
    Projector projector = new Projector(table, transaction, ProjectionProbe.none());
    ProjectionCheck check = new ProjectionCheck(jdbc, table, ledger, transaction);
    return new ProjectionFollower(
        ledger, projector, new ProjectionOrders(jdbc, projector, check, transaction, clock));
  }
}
