package org.claimexchange.server.vault;

import java.security.SecureRandom;
import java.time.Clock;
import org.claimexchange.server.setup.ExchangeProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the vault together. */
@Configuration(proxyBeanMethods = false)
class VaultConfiguration {
  @Bean
  Vault vault(ExchangeProperties properties, SecureRandom random) {
    return new FileVault(properties.dataFolder().resolve("vault"), random);
  }

  @Bean
  SealedBytes sealedBytes(Vault vault, SecureRandom random) {
    return new SealedBytes(vault, random);
  }

  @Bean
  PersonTags personTags(Vault vault) {
    return new PersonTags(vault);
  }

  @Bean
  ExchangeKeys exchangeKeys(ExchangeProperties properties, SecureRandom random) {
    return ExchangeKeys.in(properties.dataFolder().resolve("vault"), random);
  }

  @Bean
  PackageKeys packageKeys(ExchangeProperties properties, SecureRandom random, Clock clock) {
    return PackageKeys.in(
        properties.dataFolder().resolve("vault"),
        properties.operator().name(),
        properties.publicUrl().toString(),
        new EvaluationCertificates(random, clock));
  }

  @Bean
  Ids ids(SecureRandom random) {
    return new Ids(random);
  }
}
