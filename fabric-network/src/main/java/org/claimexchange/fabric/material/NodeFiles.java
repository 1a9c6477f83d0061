package org.claimexchange.fabric.material;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.claimexchange.fabric.binaries.FabricHome;
import org.claimexchange.fabric.plan.FabricNode;
import org.claimexchange.fabric.plan.FabricPlan;
import org.claimexchange.fabric.plan.FabricPorts;
import org.claimexchange.fabric.plan.WholeFile;

/** The configuration file of each node, written anew at each start of it. */
public final class NodeFiles {
  private NodeFiles() {}

  /** Writes a node's file into its folder; chaincode has none. */
  public static void write(FabricNode node, FabricPlan plan, FabricHome home) throws IOException {
    Files.createDirectories(plan.folder().data(node));
    switch (node.kind()) {
      case ORDERER -> {
        Map<String, String> values = common(node, plan);
        values.put("admin-port", "" + plan.ports().admin(node));
        put(node, plan, "orderer.yaml", values);
      }
      case PEER -> {
        Map<String, String> values = common(node, plan);
        values.put("chaincode-port", "" + plan.ports().chaincode(node));
        values.put("bootstrap", bootstrap(node, plan.ports()));
        values.put("ccaas-builder", home.ccaasBuilder().toString());
        put(node, plan, "core.yaml", values);
      }
      case CHAINCODE -> {}
    }
  }

  private static Map<String, String> common(FabricNode node, FabricPlan plan) {
    Map<String, String> values = new HashMap<>();
    values.put("name", node.name());
    values.put("port", "" + plan.ports().of(node));
    values.put("operations-port", "" + plan.ports().operations(node));
    values.put("msp-id", node.mspId());
    values.put("msp", plan.folder().msp(node).toString());
    values.put("tls", plan.folder().tls(node).toString());
    values.put("data", plan.folder().data(node).toString());
    return values;
  }

  /** A peer meets the others of its organization first; alone, itself. */
  private static String bootstrap(FabricNode peer, FabricPorts ports) {
    List<FabricNode> all = FabricNode.peersOf(peer.house());
    return all.stream()
        .filter(other -> !other.equals(peer))
        .findFirst()
        .map(ports::address)
        .orElse(ports.address(peer));
  }

  private static void put(FabricNode node, FabricPlan plan, String name, Map<String, String> values)
      throws IOException {
    WholeFile.write(plan.folder().of(node).resolve(name), Template.fill(name, values));
  }
}
