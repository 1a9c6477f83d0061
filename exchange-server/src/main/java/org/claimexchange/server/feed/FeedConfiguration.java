package org.claimexchange.server.feed;

import java.security.SecureRandom;
import java.time.Clock;
import org.claimexchange.server.register.Regulators;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Puts the feed together. */
@Configuration(proxyBeanMethods = false)
class FeedConfiguration {
  @Bean
  Feed feed(
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      Regulators regulators,
      SecureRandom random,
      Clock clock) {
    return new Feed(jdbc, transactions, regulators, random, clock);
  }
}
