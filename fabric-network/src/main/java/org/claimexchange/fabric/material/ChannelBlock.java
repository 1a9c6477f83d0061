package org.claimexchange.fabric.material;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.claimexchange.fabric.binaries.FabricHome;
import org.claimexchange.fabric.binaries.Tool;
import org.claimexchange.fabric.plan.FabricPlan;
import org.claimexchange.fabric.plan.WholeFile;

/** The channel's first block: organizations, orderers, policies. Made once, never again. */
public final class ChannelBlock {
  private ChannelBlock() {}

  /** Makes it where there is none. */
  public static void ensure(FabricPlan plan, FabricHome home)
      throws IOException, InterruptedException {
    Path block = plan.folder().block();
    if (Files.exists(block)) {
      return;
    }
    Map<String, String> values = new HashMap<>();
    plan.ports().byName().forEach((name, port) -> values.put(name, port.toString()));
    values.put("batch-timeout", plan.batchTimeout().toMillis() + "ms");
    WholeFile.write(
        plan.folder().config().resolve("configtx.yaml"), Template.fill("configtx.yaml", values));
    Path part = block.resolveSibling("claims.block.part");
    Tool.expect(
        List.of(
            home.program("configtxgen"),
            "-configPath",
            plan.folder().config().toString(),
            "-profile",
            "Claims",
            "-channelID",
            FabricPlan.CHANNEL,
            "-outputBlock",
            part.toString()),
        Map.of());
    Files.move(part, block, StandardCopyOption.ATOMIC_MOVE);
  }
}
