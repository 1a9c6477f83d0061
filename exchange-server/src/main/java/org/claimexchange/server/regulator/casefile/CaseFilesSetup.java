package org.claimexchange.server.regulator.casefile;

import java.time.Clock;
import org.claimexchange.server.consent.ClaimProgress;
import org.claimexchange.server.consent.ConsentTable;
import org.claimexchange.server.delivery.DeliveryTable;
import org.claimexchange.server.delivery.QualityTable;
import org.claimexchange.server.regulator.ConsolePart;
import org.claimexchange.server.release.ReleaseTable;
import org.claimexchange.server.request.DataRequests;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where the case files come from: the operator's own tables, unless something else is given. */
@ConsolePart
class CaseFilesSetup {
  @Bean
  @ConditionalOnMissingBean
  CaseFiles caseFiles(
      ConsentTable consents,
      DataRequests requests,
      ReleaseTable releases,
      DeliveryTable deliveries,
      QualityTable quality,
      ClaimProgress.Teller progress,
      JdbcClient jdbc,
      Clock clock) {
    return new StoredCaseFiles(
        consents, requests, releases, deliveries, quality, progress, jdbc, clock);
  }
}
