package org.claimexchange.samples.natives;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;

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
      pollSeconds: 1
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
   * Writes the export, dated an hour back so that the agent takes no file for one that is still
   * being written, and the agent's configuration.
   *
   * @param folder where; what the agent's guard decides is written there too
   * @param participant the hospital's id in the participants' register
   * @param exchange the exchange's address, without a slash at the end
   * @param handover what the exchange handed over: the agent's key and the ledger's root
   *     certificates; they need not be there yet
   * @param clock tells the time
   * @return the configuration
   */
  public static Path prepare(
      Path folder, String participant, URI exchange, Path handover, Clock clock)
      throws IOException {
    Path export = Files.createDirectories(folder.resolve("export"));
    new NativeHospital().export(export);
    FileTime written = FileTime.from(clock.instant().minus(Duration.ofHours(1)));
    try (Stream<Path> all = Files.walk(export)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Files.setLastModifiedTime(file, written);
      }
    }
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
