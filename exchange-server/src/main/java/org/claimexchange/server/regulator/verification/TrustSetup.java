package org.claimexchange.server.regulator.verification;

import java.nio.file.Path;
import org.claimexchange.server.regulator.ConsolePart;
import org.claimexchange.server.setup.ExchangeProperties;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Which roots count: those in the folder {@code exchange.console.ledger-roots}; where none is
 * named, what the embedded set-up hands over.
 */
@ConsolePart
class TrustSetup {
  @Bean
  @ConditionalOnMissingBean
  LedgerTrust ledgerTrust(
      ExchangeProperties properties, @Value("${exchange.console.ledger-roots:}") String folder) {
    Path roots =
        folder.isBlank()
            ? properties.dataFolder().resolve("handover").resolve("trust").resolve("ledger")
            : Path.of(folder);
    return new FolderTrust(roots, properties.ledger().channel(), properties.ledger().chaincode());
  }
}
