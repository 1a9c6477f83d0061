package org.claimexchange.server.register;

import java.time.Clock;
import org.claimexchange.server.vault.PersonTags;
import org.claimexchange.server.vault.SealedBytes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the registers together. */
@Configuration(proxyBeanMethods = false)
class RegisterConfiguration {
  @Bean
  RegisterTable registerTable(JdbcClient jdbc, SealedBytes sealed, PersonTags tags) {
    return new RegisterTable(jdbc, sealed, tags);
  }

  /** As {@link Registers} and as {@link Regulators}. */
  @Bean
  StoredRegisters registers(RegisterTable table, JdbcClient jdbc, Clock clock) {
    return new StoredRegisters(table, jdbc, clock);
  }

  @Bean
  RegisterBook registerBook(RegisterTable table) {
    return new StoredRegisterBook(table);
  }

  @Bean
  ParticipantDirectory participantDirectory(JdbcClient jdbc) {
    return new ParticipantDirectory(jdbc);
  }

  @Bean
  RegisterKeeperFactory registerKeeperFactory(
      RegisterTable table, TransactionTemplate transaction) {
    return (ledger, regulator) -> new RegisterKeeper(table, ledger, regulator, transaction);
  }
}
