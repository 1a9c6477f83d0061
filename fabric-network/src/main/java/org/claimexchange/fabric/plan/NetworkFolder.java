package org.claimexchange.fabric.plan;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a network keeps what it has.
 *
 * @param root absolute path of the folder
 */
public record NetworkFolder(Path root) {
  public NetworkFolder {
    root = root.toAbsolutePath().normalize();
  }

  /** A path in it, as counted from it. */
  public String relative(Path path) {
    return root.relativize(path).toString();
  }

  /** What {@code cryptogen} made. */
  public Path crypto() {
    return root.resolve("crypto");
  }

  /** The texts for {@code cryptogen} and {@code configtxgen}, and the channel's first block. */
  public Path config() {
    return root.resolve("config");
  }

  /** The channel's first block. */
  public Path block() {
    return config().resolve("claims.block");
  }

  /** Ports and times of this network, kept from its first start. */
  public Path plan() {
    return root.resolve("plan.json");
  }

  /** What a client needs to know; there only once the network has been ready. */
  public Path description() {
    return root.resolve("network.json");
  }

  /** All that a network keeps here, the lock not among it. */
  public List<Path> own() {
    return Stream.of(
            "crypto",
            "crypto.part",
            "config",
            "chaincode",
            "clients",
            "trust",
            "nodes",
            "network.json",
            "plan.json")
        .map(root::resolve)
        .toList();
  }

  /** Held while a command changes the network. */
  public Path lock() {
    return root.resolve("lock");
  }

  /** The editions of the contract, each in a folder named by its sequence. */
  public Path chaincode() {
    return root.resolve("chaincode");
  }

  /** As whom the network is called: a folder with certificate and key for each client and admin. */
  public Path clients() {
    return root.resolve("clients");
  }

  /** Root certificates: {@code ledger/MSPID.pem} of members, {@code tls/MSPID.pem} of servers. */
  public Path trust() {
    return root.resolve("trust");
  }

  /** A node's own folder: configuration, data, log, process id. */
  public Path of(FabricNode node) {
    return root.resolve("nodes").resolve(node.name());
  }

  /** What a node keeps. */
  public Path data(FabricNode node) {
    return of(node).resolve("data");
  }

  /** What a node says. */
  public Path log(FabricNode node) {
    return of(node).resolve("node.log");
  }

  /** Which process it is. */
  public Path pid(FabricNode node) {
    return of(node).resolve("pid");
  }

  /** A node's identity. */
  public Path msp(FabricNode node) {
    return material(node).resolve("msp");
  }

  /**
   * A node's TLS certificate {@code server.crt}, key {@code server.key} and root {@code ca.crt}.
   */
  public Path tls(FabricNode node) {
    return material(node).resolve("tls");
  }

  /** The key of an organization's root certificate. */
  public Path rootKey(House house) {
    return houseOf(house).resolve("ca").resolve("priv_sk");
  }

  /** An organization's root certificate. */
  public Path root(House house) {
    return houseOf(house).resolve("ca").resolve("ca." + house.domain() + "-cert.pem");
  }

  /** The key of the root of an organization's peers' TLS certificates. */
  public Path tlsRootKey(House house) {
    return houseOf(house).resolve("tlsca").resolve("priv_sk");
  }

  /** The root of an organization's peers' TLS certificates. */
  public Path tlsRoot(House house) {
    return houseOf(house).resolve("tlsca").resolve("tlsca." + house.domain() + "-cert.pem");
  }

  /** The root of an organization's orderer's TLS certificate. */
  public Path ordererTlsRoot(House house) {
    String domain = "orderer." + house.domain();
    return ordererHouse(house).resolve("tlsca").resolve("tlsca." + domain + "-cert.pem");
  }

  /** A person or program of an organization, {@code Admin} or {@code User1}: its msp and tls. */
  public Path user(House house, String name) {
    return houseOf(house).resolve("users").resolve(name + "@" + house.domain());
  }

  /** Who may join an organization's orderer to channels. */
  public Path ordererAdmin(House house) {
    return ordererHouse(house).resolve("users").resolve("Admin@orderer." + house.domain());
  }

  /** The TLS certificate with which an organization's peers call its chaincode. */
  public Path chaincodeCaller(House house) {
    return chaincodeHost(house, "peer").resolve("tls");
  }

  private Path material(FabricNode node) {
    return switch (node.kind()) {
      case ORDERER ->
          ordererHouse(node.house())
              .resolve("orderers")
              .resolve(node.host() + ".orderer." + node.house().domain());
      case PEER ->
          houseOf(node.house()).resolve("peers").resolve(node.host() + "." + node.house().domain());
      case CHAINCODE -> chaincodeHost(node.house(), node.host());
    };
  }

  private Path chaincodeHost(House house, String host) {
    String domain = "chaincode." + house.domain();
    return crypto()
        .resolve("peerOrganizations")
        .resolve(domain)
        .resolve("peers")
        .resolve(host + "." + domain);
  }

  private Path houseOf(House house) {
    return crypto().resolve("peerOrganizations").resolve(house.domain());
  }

  private Path ordererHouse(House house) {
    return crypto().resolve("ordererOrganizations").resolve("orderer." + house.domain());
  }
}
