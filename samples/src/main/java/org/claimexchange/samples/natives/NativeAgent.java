package org.claimexchange.samples.natives;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the third hospital tells its agent: where the exchange is, and which of its files lie where.
 */
public final class NativeAgent {
  private static final String SETTINGS =
      """
      participant: %s
      exchange: %s
      key: %s
      trust: %s
      log: guard.log
      pollSeconds: 5
      expected:
        settlement: [settlement-list]
        fee-list: [fee-list]
        invoice: [invoice]
        discharge-summary: [shared-document]
      folders:
        - root: export
          files:
            - {format: settlement-list, pattern: "{period:yyyyMM}/{visit}/结算清单*.json"}
            - {format: fee-list, pattern: "{period:yyyyMM}/{visit}/费用清单*.csv"}
            - {format: front-page, pattern: "{period:yyyyMM}/{visit}/病案首页*.csv"}
            - {format: shared-document, pattern: "{period:yyyyMM}/{visit}/出院小结*.xml"}
            - {format: result-message, pattern: "{period:yyyyMM}/{visit}/检验*.hl7"}
            - {format: invoice, pattern: "{period:yyyyMM}/{visit}/票据*.xml", shown: [pdf, ofd]}
      """;

  private NativeAgent() {}

  /**
   * Writes the export and the agent's configuration.
   *
   * @param folder where; what the agent's guard decides is written there too
   * @param participant the hospital's id in the participants' register
   * @param exchange the exchange's address, without a slash at the end
   * @param handover what the exchange handed over: the agent's key and the ledger's root
   *     certificates
   * @return the configuration
   */
  public static Path prepare(Path folder, String participant, URI exchange, Path handover)
      throws IOException {
    new NativeHospital().export(Files.createDirectories(folder.resolve("export")));
    Path given = handover.toAbsolutePath();
    return Files.writeString(
        folder.resolve("agent.yaml"),
        SETTINGS.formatted(
            participant,
            exchange,
            given.resolve(participant).resolve("client-key.jwk"),
            given.resolve("trust")));
  }
}
