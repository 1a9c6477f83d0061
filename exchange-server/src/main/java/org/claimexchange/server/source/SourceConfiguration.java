package org.claimexchange.server.source;

import ca.uhn.fhir.context.FhirContext;
import java.security.SecureRandom;
import java.time.Clock;
import org.claimexchange.fhir.protection.ProtectedRecords;
import org.claimexchange.fhir.read.FhirReader;
import org.claimexchange.server.document.DocumentReader;
import org.claimexchange.server.pull.DocumentsSourceConnector;
import org.claimexchange.server.pull.FhirSourceConnector;
import org.claimexchange.server.pull.PullLimits;
import org.claimexchange.server.pull.SftpSourceConnector;
import org.claimexchange.server.pull.SourceConnector;
import org.claimexchange.server.pull.SourceConnectors;
import org.claimexchange.server.pull.SourceDoor;
import org.claimexchange.server.pull.SourceEndpoint;
import org.claimexchange.server.push.AgentSourceConnector;
import org.claimexchange.server.push.PushTable;
import org.claimexchange.server.register.ParticipantDirectory;
import org.claimexchange.server.setup.ExchangeProperties;
import org.claimexchange.server.vault.ExchangeKeys;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the ways of asking sources together. */
@Configuration(proxyBeanMethods = false)
class SourceConfiguration {
  @Bean
  SourceSettings sourceSettings(ExchangeProperties properties) {
    return SourceSettings.of(properties);
  }

  @Bean
  PullLimits pullLimits(ExchangeProperties properties) {
    ExchangeProperties.Pull pull = properties.pull();
    return new PullLimits(
        (int) pull.maxPage().toBytes(),
        pull.maxTotal().toBytes(),
        pull.maxPages(),
        pull.timeout(),
        (int) pull.maxDocument().toBytes(),
        pull.maxDocuments().toBytes(),
        pull.documentTimeout());
  }

  @Bean
  FhirReader fhirReader(FhirContext fhir, PullLimits limits) {
    return new FhirReader(fhir, limits.pageBytes());
  }

  @Bean
  DocumentReader documentReader(FhirContext fhir, PullLimits limits) {
    return new DocumentReader(new FhirReader(fhir, limits.documentBytes()), new ProtectedRecords());
  }

  @Bean
  SourceConnector sourceConnector(
      SourceSettings settings,
      ParticipantDirectory directory,
      PushTable pushed,
      ExchangeKeys keys,
      FhirReader reader,
      PullLimits limits,
      ExchangeProperties properties,
      Clock clock,
      SecureRandom random) {
    String clientId = properties.operator().id();
    SourceDoor door =
        new SourceDoor(
            source ->
                directory.endpoint(source).map(base -> new SourceEndpoint(source, base, clientId)),
            keys.client(),
            limits,
            clock,
            random);
    return new SourceConnectors(
        settings::kind,
        new FhirSourceConnector(door, reader, limits, clock),
        new DocumentsSourceConnector(door, limits, clock),
        new SftpSourceConnector(settings::drop, limits, clock),
        new AgentSourceConnector(pushed));
  }
}
