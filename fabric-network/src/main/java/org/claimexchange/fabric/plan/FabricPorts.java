package org.claimexchange.fabric.plan;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Where everything listens, on the loopback interface only. Each port has the name of its node,
 * with {@code .admin}, {@code .operations} or {@code .chaincode} behind where a node has several.
 *
 * @param byName the port of each name
 */
public record FabricPorts(Map<String, Integer> byName) {
  /** The first port where nothing else is said. */
  public static final int STANDARD_BASE = 7050;

  private static final int LOWEST_FREE = 20_000;
  private static final int HIGHEST_FREE = 32_000;
  private static final int ATTEMPTS = 100;

  /**
   * @throws FabricTrouble if a name is missing or unknown, a number is no port, or two are the same
   */
  public FabricPorts {
    byName = Map.copyOf(byName);
    Map<Integer, String> taken = new TreeMap<>();
    for (String name : names()) {
      Integer port = byName.get(name);
      if (port == null) {
        throw new FabricTrouble("no port is named for " + name + "; purge and start anew.");
      }
      if (port < 1 || port > 65_535) {
        throw new FabricTrouble(
            "the port of " + name + " must be 1 to 65535, found " + port + "; choose another.");
      }
      String other = taken.put(port, name);
      if (other != null) {
        throw new FabricTrouble(
            "port " + port + " is named for " + other + " and for " + name + "; choose two ports.");
      }
    }
    byName.keySet().forEach(FabricPorts::checkKnown);
  }

  /** All in a row from the first one on. */
  public static FabricPorts from(int base) {
    return from(base, Map.of());
  }

  /**
   * All in a row from the first one on, save those that are named.
   *
   * @throws FabricTrouble if a name is unknown, a number is no port, or two are the same
   */
  public static FabricPorts from(int base, Map<String, Integer> named) {
    named.keySet().forEach(FabricPorts::checkKnown);
    Map<String, Integer> ports = new LinkedHashMap<>();
    int next = base;
    for (String name : names()) {
      ports.put(name, next++);
    }
    ports.putAll(named);
    return new FabricPorts(ports);
  }

  /**
   * A row of ports that nothing listens at, for tests that run side by side.
   *
   * @throws FabricTrouble if none was found
   */
  public static FabricPorts free(RandomGenerator random) {
    for (int i = 0; i < ATTEMPTS; i++) {
      FabricPorts ports = from(random.nextInt(LOWEST_FREE, HIGHEST_FREE));
      if (ports.byName.values().stream().allMatch(FabricPorts::isFree)) {
        return ports;
      }
    }
    throw new FabricTrouble("no row of " + names().size() + " free ports was found; free some.");
  }

  /** The names of all ports, in the order in which they are counted from the first one. */
  public static List<String> names() {
    List<String> names = new ArrayList<>();
    for (FabricNode node : FabricNode.orderers()) {
      names.addAll(List.of(node.name(), node.name() + ".admin", node.name() + ".operations"));
    }
    for (FabricNode node : FabricNode.peers()) {
      names.addAll(List.of(node.name(), node.name() + ".chaincode", node.name() + ".operations"));
    }
    FabricNode.chaincodes().forEach(node -> names.add(node.name()));
    return names;
  }

  /** Where a node serves its callers. */
  public int of(FabricNode node) {
    return get(node.name());
  }

  /** An orderer's port for joining channels. */
  public int admin(FabricNode orderer) {
    return get(orderer.name() + ".admin");
  }

  /** A peer's or orderer's port for health and figures. */
  public int operations(FabricNode node) {
    return get(node.name() + ".operations");
  }

  /** A peer's port for chaincode that calls it; ours is called, but the peer wants one. */
  public int chaincode(FabricNode peer) {
    return get(peer.name() + ".chaincode");
  }

  /** Host and port of a node. */
  public String address(FabricNode node) {
    return "127.0.0.1:" + of(node);
  }

  /**
   * Makes sure that a node's ports are free.
   *
   * @throws FabricTrouble naming the port that is not
   */
  public void checkFree(FabricNode node) {
    byName.forEach((name, port) -> {
      if ((name.equals(node.name()) || name.startsWith(node.name() + ".")) && !isFree(port)) {
        throw new FabricTrouble(
            "port "
                + port
                + ", which "
                + name
                + " needs, is in use; stop what uses it, or choose others with --port-base or --port "
                + name
                + "=N (a network that exists keeps its ports).");
      }
    });
  }

  /** Whether nothing listens there. */
  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
      return true;
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  private static void checkKnown(String name) {
    if (!names().contains(name)) {
      throw new FabricTrouble(
          "there is no port " + name + "; the names are " + String.join(", ", names()) + ".");
    }
  }

  private int get(String name) {
    Integer port = byName.get(name);
    if (port == null) {
      throw new IllegalArgumentException("no port has the name " + name);
    }
    return port;
  }
}
