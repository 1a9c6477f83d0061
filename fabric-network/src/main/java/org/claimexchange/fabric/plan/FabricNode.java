package org.claimexchange.fabric.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One process of the network.
 *
 * @param kind what it does
 * @param name its name, such as {@code peer-source-1}: its folder, its port, its id
 * @param house whose it is
 * @param host the first word of the host name in its certificate
 */
public record FabricNode(Kind kind, String name, House house, String host) {
  /** What a process does. */
  public enum Kind {
    /** Orders transactions, one of the Raft cluster. */
    ORDERER,
    /** Keeps the ledger, endorses, has the Gateway. */
    PEER,
    /** Runs the contract for the peers of one organization. */
    CHAINCODE
  }

  private static final List<FabricNode> ORDERERS =
      List.of(orderer(House.REGULATOR), orderer(House.EXCHANGE), orderer(House.SOURCE));

  private static final List<FabricNode> PEERS =
      List.of(
          new FabricNode(Kind.PEER, "peer-exchange", House.EXCHANGE, "peer1"),
          new FabricNode(Kind.PEER, "peer-regulator", House.REGULATOR, "peer1"),
          new FabricNode(Kind.PEER, "peer-source-1", House.SOURCE, "peer1"),
          new FabricNode(Kind.PEER, "peer-source-2", House.SOURCE, "peer2"),
          new FabricNode(Kind.PEER, "peer-insurer", House.INSURER, "peer1"));

  private static final List<FabricNode> CHAINCODES =
      Stream.of(House.values()).map(FabricNode::chaincode).toList();

  /** The three that order. */
  public static List<FabricNode> orderers() {
    return ORDERERS;
  }

  /** The five peers of four organizations. */
  public static List<FabricNode> peers() {
    return PEERS;
  }

  /** The contract's processes, one an organization. */
  public static List<FabricNode> chaincodes() {
    return CHAINCODES;
  }

  /** All of them, in the order in which they are stopped: what asks before what is asked. */
  public static List<FabricNode> all() {
    List<FabricNode> all = new ArrayList<>(PEERS);
    all.addAll(CHAINCODES);
    all.addAll(ORDERERS);
    return List.copyOf(all);
  }

  /**
   * The node of a name.
   *
   * @throws FabricTrouble if there is none
   */
  public static FabricNode named(String name) {
    return all().stream()
        .filter(node -> node.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new FabricTrouble(
                "there is no node "
                    + name
                    + "; the nodes are "
                    + String.join(", ", all().stream().map(FabricNode::name).toList())
                    + "."));
  }

  /** The peers of an organization. */
  public static List<FabricNode> peersOf(House house) {
    return PEERS.stream().filter(peer -> peer.house() == house).toList();
  }

  /** The organization's id under which it stands in the channel. */
  public String mspId() {
    return switch (kind) {
      case ORDERER -> house.ordererMspId();
      case PEER, CHAINCODE -> house.mspId();
    };
  }

  /** Whether it runs from Fabric's binaries. */
  public boolean isFabrics() {
    return switch (kind) {
      case ORDERER, PEER -> true;
      case CHAINCODE -> false;
    };
  }

  private static FabricNode orderer(House house) {
    return new FabricNode(Kind.ORDERER, "orderer-" + house.word(), house, "node");
  }

  private static FabricNode chaincode(House house) {
    return new FabricNode(Kind.CHAINCODE, "chaincode-" + house.word(), house, "service");
  }
}
