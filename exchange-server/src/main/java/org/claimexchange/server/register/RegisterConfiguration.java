package org.claimexchange.server.register;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.ledger.registers.RegisterHandover;
import org.claimexchange.server.setup.ExchangeProperties;
import org.claimexchange.server.setup.TextTemplates;
import org.claimexchange.server.vault.PersonTags;
import org.claimexchange.server.vault.SealedBytes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the registers together. */
@Configuration(proxyBeanMethods = false)
class RegisterConfiguration {
  @Bean
  RegisterTable registerTable(
      JdbcClient jdbc, JdbcOperations batches, SealedBytes sealed, PersonTags tags) {
    return new RegisterTable(jdbc, batches, sealed, tags);
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
  RegisterLevels registerLevels(ConsentLedger ledger, RegisterTable table) {
    return new StoredLevels(ledger, table);
  }

  @Bean
  ParticipantDirectory participantDirectory(
      JdbcClient jdbc, StoredRegisters registers, TransactionTemplate transaction) {
    return new ParticipantDirectory(jdbc, registers::templateEntry, transaction);
  }

  @Bean
  RegisterKeeperFactory registerKeeperFactory(
      RegisterTable table, TransactionTemplate transaction) {
    return (ledger, regulator) -> new RegisterKeeper(table, ledger, regulator, transaction);
  }

  @Bean
  HandedOverFiles handedOverFiles(ExchangeProperties properties) {
    return HandedOverFiles.of(properties);
  }

  @Bean
  RegistersHealth registersHealthIndicator(
      RegisterLevels levels, HandedOverFiles files, Clock clock) {
    return new RegistersHealth(levels, files.told(), clock);
  }

  @Bean
  Rounds handedOverRounds(
      ExchangeProperties properties,
      HandedOverFiles files,
      ConsentLedger ledger,
      RegisterTable table,
      ParticipantDirectory directory,
      TransactionTemplate transaction) {
    List<Runnable> looks = new ArrayList<>();
    files
        .registers()
        .ifPresent(file -> {
          looks.add(
              new FileWatch(
                  file.path(),
                  RegisterHandover.MAX_BYTES,
                  file.told(),
                  new RegisterFileJudge(
                      new RegisterTaking(ledger, table, transaction), file.told())));
          looks.add(ownWords(directory));
        });
    files
        .directory()
        .ifPresent(file ->
            looks.add(
                new FileWatch(
                    file.path(),
                    DirectoryFile.MAX_BYTES,
                    file.told(),
                    new DirectoryFileJudge(directory, file.told()))));
    return new Rounds(looks, properties.registers().interval());
  }

  /** Texts that come with the server need no file, once the regulator has registered them. */
  private static Runnable ownWords(ParticipantDirectory directory) {
    try {
      List<TextTemplates.Text> texts = TextTemplates.all();
      return () -> texts.forEach(text -> directory.keepRegistered(text.id(), text.words()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
