package org.claimexchange.server.regulator;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.server.feed.Feed;
import org.claimexchange.server.register.Regulators;
import org.claimexchange.server.regulator.casefile.CaseFiles;
import org.claimexchange.server.regulator.login.ConsoleAccount;
import org.claimexchange.server.regulator.sample.SampleBook;
import org.claimexchange.server.regulator.sample.SampleCases;
import org.claimexchange.server.regulator.sample.SampleLedger;
import org.claimexchange.server.regulator.verification.LedgerTrust;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.support.GenericApplicationContext;

/** The console alone, on a real ledger and a real database, with cases of the tests' own. */
@EnableAutoConfiguration
@ComponentScan(basePackageClasses = ConsolePart.class)
class ConsoleApplication {
  /** The account of the tests' officer. */
  static final ConsoleAccount OFFICER = new ConsoleAccount("officer.zhou", "plum-river-29");

  /** Nothing is written here, so nobody's certificate is asked for. */
  private static final Regulators NO_REGULATORS = () -> List.of();

  static ConfigurableApplicationContext start(
      SampleLedger ledger, SampleCases cases, DataSource database, Clock clock) {
    return new SpringApplicationBuilder(ConsoleApplication.class)
        .initializers(context -> {
          var beans = (GenericApplicationContext) context;
          beans.registerBean(ConsentLedger.class, ledger::exchange);
          beans.registerBean(SampleBook.class, ledger::book);
          beans.registerBean(CaseFiles.class, () -> cases);
          beans.registerBean(LedgerTrust.class, ledger::trust);
          beans.registerBean(ConsoleAccount.class, () -> OFFICER);
          beans.registerBean(DataSource.class, () -> database);
          beans.registerBean(Clock.class, () -> clock);
          beans.registerBean(SecureRandom.class, () -> new SecureRandom());
          beans.registerBean(Regulators.class, () -> NO_REGULATORS);
          beans.registerBean(Feed.class);
        })
        .properties(
            "server.port=0",
            "exchange.console.enabled=true",
            "db-scheduler.enabled=false",
            "logging.level.root=warn")
        .run();
  }
}
