package org.claimexchange.fabric.channel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.claimexchange.fabric.binaries.FabricHome;
import org.claimexchange.fabric.binaries.Tool;
import org.claimexchange.fabric.plan.FabricNode;
import org.claimexchange.fabric.plan.FabricPlan;
import org.claimexchange.fabric.plan.House;
import org.claimexchange.fabric.plan.NetworkFolder;

/** Joins nodes to the channel; a node that has joined already stays as it is. */
public final class ChannelJoin {
  private final FabricPlan plan;
  private final FabricHome home;

  /** For one network. */
  public ChannelJoin(FabricPlan plan, FabricHome home) {
    this.plan = plan;
    this.home = home;
  }

  /** Joins an orderer, through its admin port. */
  public void joinOrderer(FabricNode orderer) throws IOException, InterruptedException {
    Path admin = plan.folder().ordererAdmin(orderer.house()).resolve("tls");
    List<String> command =
        List.of(
            home.program("osnadmin"),
            "channel",
            "join",
            "--channelID=" + FabricPlan.CHANNEL,
            "--config-block=" + plan.folder().block(),
            "--orderer-address=127.0.0.1:" + plan.ports().admin(orderer),
            "--ca-file=" + plan.folder().ordererTlsRoot(orderer.house()),
            "--client-cert=" + admin.resolve("client.crt"),
            "--client-key=" + admin.resolve("client.key"));
    Tool.Answer answer = Tool.run(command, Map.of());
    // It ends well whatever the orderer answered: 201 joined, 405 joined already.
    boolean joined = answer.text().contains("Status: 201") || answer.text().contains("Status: 405");
    if (answer.status() != 0 || !joined) {
      throw Tool.failed(command, answer);
    }
  }

  /** Joins a peer. */
  public void joinPeer(FabricNode peer) throws IOException, InterruptedException {
    List<String> command =
        List.of(home.program("peer"), "channel", "join", "-b", plan.folder().block().toString());
    Tool.Answer answer = Tool.run(command, asAdmin(peer, plan.folder()));
    boolean before = answer.text().contains("already exists");
    if (answer.status() != 0 && !before) {
      throw Tool.failed(command, answer);
    }
  }

  /** The environment in which {@code peer} speaks to a peer as its organization's admin. */
  public static Map<String, String> asAdmin(FabricNode peer, NetworkFolder folder) {
    return Map.of(
        "FABRIC_CFG_PATH",
        folder.of(peer).toString(),
        "CORE_PEER_MSPCONFIGPATH",
        folder.user(peer.house(), "Admin").resolve("msp").toString(),
        "FABRIC_LOGGING_SPEC",
        "error");
  }

  /** Options that name an orderer, with its TLS root. */
  public List<String> through(FabricNode orderer) {
    House house = orderer.house();
    return new ArrayList<>(
        List.of(
            "-o",
            plan.ports().address(orderer),
            "--tls",
            "--cafile",
            plan.folder().ordererTlsRoot(house).toString()));
  }
}
