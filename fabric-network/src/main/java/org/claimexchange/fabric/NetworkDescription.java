package org.claimexchange.fabric;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.claimexchange.fabric.binaries.FabricHome;
import org.claimexchange.fabric.material.ClientFiles;
import org.claimexchange.fabric.plan.FabricNode;
import org.claimexchange.fabric.plan.FabricPlan;
import org.claimexchange.fabric.plan.FabricTrouble;
import org.claimexchange.fabric.plan.House;
import org.claimexchange.fabric.plan.NetworkFolder;
import org.claimexchange.fabric.plan.WholeFile;

/**
 * What a client of the network needs to know, kept as {@code network.json}. Paths count from the
 * file's folder.
 *
 * @param version of Fabric
 * @param channel name of the channel
 * @param chaincode name of the chaincode
 * @param organizations the organizations' roots
 * @param peers whose Gateways can be called
 * @param orderers who order
 * @param identities as whom they can be called
 */
public record NetworkDescription(
    String version,
    String channel,
    String chaincode,
    List<Organization> organizations,
    List<Endpoint> peers,
    List<Endpoint> orderers,
    List<Identity> identities) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final long MAX_BYTES = 256 * 1024;

  /**
   * An organization.
   *
   * @param mspId its id
   * @param root PEM file of the root of its members' certificates
   * @param tlsRoot PEM file of the root of its peers' TLS certificates
   */
  public record Organization(String mspId, String root, String tlsRoot) {}

  /**
   * A node that can be called.
   *
   * @param name its name
   * @param mspId its organization's id
   * @param address host and port
   * @param tlsRoot PEM file of the root of its TLS certificate
   */
  public record Endpoint(String name, String mspId, String address, String tlsRoot) {}

  /**
   * As whom the network can be called.
   *
   * @param name such as {@code regulator}, {@code source-2} or {@code exchange-admin}
   * @param mspId its organization's id
   * @param certificate PEM file
   * @param key PEM file (PKCS#8)
   */
  public record Identity(String name, String mspId, String certificate, String key) {}

  public NetworkDescription {
    organizations = List.copyOf(organizations);
    peers = List.copyOf(peers);
    orderers = List.copyOf(orderers);
    identities = List.copyOf(identities);
  }

  static NetworkDescription of(FabricPlan plan, FabricHome home) {
    NetworkFolder folder = plan.folder();
    List<Identity> identities = new ArrayList<>();
    for (House house : House.values()) {
      for (int i = 1; i <= house.clients(); i++) {
        identities.add(identity(folder, house, house.client(i)));
      }
      identities.add(identity(folder, house, house.admin()));
    }
    return new NetworkDescription(
        home.version().text(),
        FabricPlan.CHANNEL,
        FabricPlan.CHAINCODE,
        List.of(House.values()).stream()
            .map(house ->
                new Organization(
                    house.mspId(),
                    folder.relative(ClientFiles.root(folder, house.mspId())),
                    folder.relative(ClientFiles.tlsRoot(folder, house.mspId()))))
            .toList(),
        FabricNode.peers().stream().map(peer -> endpoint(plan, peer)).toList(),
        FabricNode.orderers().stream().map(orderer -> endpoint(plan, orderer)).toList(),
        identities);
  }

  /**
   * Reads the file of a network that has been ready once.
   *
   * @throws FabricTrouble if there is none, or it is damaged
   */
  public static NetworkDescription read(NetworkFolder folder) throws IOException {
    Path file = folder.description();
    if (!Files.isRegularFile(file)) {
      throw new FabricTrouble(
          "there is no network in " + folder.root() + "; start one with ./exchange fabric up.");
    }
    try {
      if (Files.size(file) <= MAX_BYTES) {
        return JSON.readValue(Files.readAllBytes(file), NetworkDescription.class);
      }
    } catch (JsonProcessingException | NullPointerException e) {
      // Told below.
    }
    throw new FabricTrouble(file + " is damaged; ./exchange fabric up writes it anew.");
  }

  void write(NetworkFolder folder) throws IOException {
    WholeFile.write(
        folder.description(), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
  }

  private static Endpoint endpoint(FabricPlan plan, FabricNode node) {
    return new Endpoint(
        node.name(),
        node.mspId(),
        plan.ports().address(node),
        plan.folder().relative(ClientFiles.tlsRoot(plan.folder(), node.mspId())));
  }

  private static Identity identity(NetworkFolder folder, House house, String name) {
    Path place = folder.clients().resolve(name);
    return new Identity(
        name,
        house.mspId(),
        folder.relative(place.resolve(ClientFiles.CERTIFICATE)),
        folder.relative(place.resolve(ClientFiles.KEY)));
  }
}
