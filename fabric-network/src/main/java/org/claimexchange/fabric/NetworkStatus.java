package org.claimexchange.fabric;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.claimexchange.fabric.health.DefinitionQuery;
import org.claimexchange.fabric.health.Operations;
import org.claimexchange.fabric.health.Port;
import org.claimexchange.fabric.plan.FabricNode;
import org.claimexchange.fabric.plan.FabricPorts;
import org.claimexchange.fabric.plan.FabricTrouble;
import org.claimexchange.fabric.plan.NetworkFolder;
import org.claimexchange.fabric.plan.PlanFile;
import org.claimexchange.fabric.plan.Together;
import org.claimexchange.fabric.process.NodeProcess;

/**
 * How a network is.
 *
 * @param nodes each of them
 * @param sequence of the chaincode's definition, 0 where none holds or no peer answers
 */
public record NetworkStatus(List<NodeStatus> nodes, long sequence) {
  public NetworkStatus {
    nodes = List.copyOf(nodes);
  }

  /**
   * Looks at each node.
   *
   * @throws FabricTrouble if there is no network in the folder
   */
  public static NetworkStatus of(NetworkFolder folder) throws IOException, InterruptedException {
    FabricPorts ports =
        new FabricPorts(
            PlanFile.read(folder).orElseThrow(() -> FabricNetwork.missing(folder)).ports());
    List<NodeStatus> nodes = Collections.synchronizedList(new ArrayList<>());
    Together.forEach(FabricNode.all(), node -> nodes.add(of(node, folder, ports)));
    List<FabricNode> order = FabricNode.all();
    List<NodeStatus> sorted =
        nodes.stream().sorted(Comparator.comparingInt(one -> order.indexOf(one.node()))).toList();
    return new NetworkStatus(sorted, sequence(sorted, folder, ports));
  }

  /** Whether all nodes run and the chaincode is defined. */
  public boolean isWhole() {
    return sequence > 0 && nodes.stream().allMatch(one -> one.state() == NodeStatus.State.RUNS);
  }

  /** The orderer that leads, if one says so. */
  public Optional<FabricNode> leader() {
    return nodes.stream().filter(NodeStatus::leads).map(NodeStatus::node).findFirst();
  }

  private static NodeStatus of(FabricNode node, NetworkFolder folder, FabricPorts ports)
      throws IOException, InterruptedException {
    NodeProcess process = new NodeProcess(folder.pid(node));
    long pid = process.running().map(ProcessHandle::pid).orElse(0L);
    NodeStatus.State state = state(process, pid, ports.of(node));
    if (state != NodeStatus.State.RUNS || !node.isFabrics()) {
      return new NodeStatus(node, state, ports.of(node), pid, -1, false);
    }
    Operations.Figures figures = new Operations(folder, ports).of(node);
    return new NodeStatus(
        node, state, ports.of(node), pid, figures.height().orElse(-1), figures.leads());
  }

  private static NodeStatus.State state(NodeProcess process, long pid, int port) {
    if (pid == 0) {
      return process.isNoted() ? NodeStatus.State.DIED : NodeStatus.State.STOPPED;
    }
    return Port.answers(port) ? NodeStatus.State.RUNS : NodeStatus.State.SILENT;
  }

  private static long sequence(List<NodeStatus> nodes, NetworkFolder folder, FabricPorts ports)
      throws IOException {
    for (NodeStatus one : nodes) {
      if (one.node().kind() == FabricNode.Kind.PEER && one.state() == NodeStatus.State.RUNS) {
        OptionalLong sequence = DefinitionQuery.sequence(one.node(), folder, ports);
        if (sequence.isPresent()) {
          return sequence.getAsLong();
        }
      }
    }
    return 0;
  }
}
