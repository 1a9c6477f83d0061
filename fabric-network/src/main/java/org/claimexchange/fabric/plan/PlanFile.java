package org.claimexchange.fabric.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What of a plan stands in the channel's first block, and so stays as long as the network: kept
 * beside it.
 *
 * @param ports the port of each name
 * @param batchTimeoutMillis how long the orderers wait, milliseconds
 */
public record PlanFile(Map<String, Integer> ports, long batchTimeoutMillis) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final long MAX_BYTES = 64 * 1024;

  public PlanFile {
    ports = new TreeMap<>(ports);
  }

  static PlanFile of(FabricPlan plan) {
    return new PlanFile(plan.ports().byName(), plan.batchTimeout().toMillis());
  }

  /** Writes it, all or nothing. */
  public static void write(FabricPlan plan) throws IOException {
    WholeFile.write(
        plan.folder().plan(),
        JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(PlanFile.of(plan)));
  }

  /**
   * The plan of a network that exists already; empty where there is none.
   *
   * @throws FabricTrouble if the file is damaged
   */
  public static Optional<PlanFile> read(NetworkFolder folder) throws IOException {
    Path file = folder.plan();
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw damaged(file);
      }
      return Optional.of(JSON.readValue(Files.readAllBytes(file), PlanFile.class));
    } catch (JsonProcessingException | NullPointerException e) {
      throw damaged(file);
    }
  }

  /** Whether a plan asks for what the network already is. */
  public boolean fits(FabricPlan plan) {
    return equals(of(plan));
  }

  /** The plan with this network's own ports and times. */
  public FabricPlan applied(FabricPlan plan) {
    return plan.with(new FabricPorts(ports)).with(Duration.ofMillis(batchTimeoutMillis));
  }

  private static FabricTrouble damaged(Path file) {
    return new FabricTrouble(
        file
            + " is no plan of a network, or damaged; stop what runs there and remove the network's files by hand.");
  }
}
