package org.claimexchange.server.patient;

import java.time.Clock;
import org.claimexchange.server.consent.Consents;
import org.claimexchange.server.register.Registers;
import org.claimexchange.server.request.DataRequests;
import org.claimexchange.server.vault.Ids;
import org.claimexchange.server.vault.SealedBytes;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts the patient's side together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PatientProperties.class)
class PatientConfiguration {
  @Bean
  Sessions patientSessions(
      JdbcClient database, SealedBytes sealed, Ids ids, PatientProperties properties, Clock clock) {
    return new Sessions(database, sealed, ids, properties, clock);
  }

  @Bean
  ProviderTokens providerTokens(Registers registers, Clock clock) {
    return new ProviderTokens(registers, clock);
  }

  @Bean
  Readers readers(DataRequests requests, Registers registers, Clock clock) {
    return new Readers(requests, registers, clock);
  }

  @Bean
  StatementText statementText(Registers registers, PatientProperties properties) {
    return new StatementText(registers, properties);
  }

  @Bean
  Grants grants(
      ProviderTokens tokens,
      Readers readers,
      Registers registers,
      StatementText statements,
      Consents consents,
      Clock clock) {
    return new Grants(tokens, readers, registers, statements, consents, clock);
  }
}
