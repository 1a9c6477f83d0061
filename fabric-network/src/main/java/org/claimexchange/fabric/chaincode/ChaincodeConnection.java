package org.claimexchange.fabric.chaincode;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.claimexchange.fabric.plan.FabricNode;
import org.claimexchange.fabric.plan.FabricPlan;
import org.claimexchange.fabric.plan.House;

/** Both ends of the connection between an organization's peers and its chaincode: mutual TLS. */
public final class ChaincodeConnection {
  /** The variable from which the ccaas builder fills the gaps of the package. */
  public static final String BUILDER_CONFIG = "CHAINCODE_AS_A_SERVICE_BUILDER_CONFIG";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<String> JVM = List.of("-Xshare:auto", "-XX:+UseSerialGC", "-Xmx256m");

  private ChaincodeConnection() {}

  /** What the ccaas builder of a peer fills in. */
  public static String ofPeer(FabricPlan plan, House house) throws IOException {
    FabricNode service = service(house);
    Path caller = plan.folder().chaincodeCaller(house);
    Map<String, String> values = new LinkedHashMap<>();
    values.put("address", plan.ports().address(service));
    values.put("client_key", text(caller.resolve("server.key")));
    values.put("client_cert", text(caller.resolve("server.crt")));
    values.put("root_cert", text(caller.resolve("ca.crt")));
    return JSON.writeValueAsString(values);
  }

  /** The command that runs the contract. */
  public static List<String> command(FabricPlan plan, ChaincodeEdition edition) {
    var command = new ArrayList<String>();
    command.add(plan.java().toString());
    command.addAll(JVM);
    command.addAll(List.of("-jar", edition.jar().toString()));
    return command;
  }

  /** The environment in which the contract runs. */
  public static Map<String, String> ofService(
      FabricPlan plan, House house, ChaincodeEdition edition) {
    FabricNode service = service(house);
    Path tls = plan.folder().tls(service);
    return Map.of(
        "CHAINCODE_SERVER_ADDRESS",
        plan.ports().address(service),
        "CORE_CHAINCODE_ID_NAME",
        edition.packageId(),
        "CORE_PEER_TLS_ENABLED",
        "true",
        "CORE_TLS_CLIENT_KEY_FILE",
        tls.resolve("server.key").toString(),
        "CORE_TLS_CLIENT_CERT_FILE",
        tls.resolve("server.crt").toString(),
        "CORE_PEER_TLS_ROOTCERT_FILE",
        tls.resolve("ca.crt").toString());
  }

  private static FabricNode service(House house) {
    return FabricNode.named("chaincode-" + house.word());
  }

  private static String text(Path pem) throws IOException {
    return Files.readString(pem, StandardCharsets.UTF_8);
  }
}
