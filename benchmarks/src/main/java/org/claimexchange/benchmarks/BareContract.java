package org.claimexchange.benchmarks;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.hyperledger.fabric.metrics.Metrics;
import org.hyperledger.fabric.shim.ChaincodeBase;
import org.hyperledger.fabric.shim.ChaincodeServerProperties;
import org.hyperledger.fabric.shim.ChaincodeStub;
import org.hyperledger.fabric.shim.NettyChaincodeServer;
import org.hyperledger.fabric.shim.ResponseUtils;
import org.hyperledger.fabric.traces.Traces;

/**
 * A contract of three lines, as a service by the shim's own server: what any contract costs that
 * writes. Each organization's process has one peer that calls it: regulator and exchange endorse.
 */
public final class BareContract extends ChaincodeBase {
  private static final int ONE_DAY = 24 * 60 * 60;

  private BareContract(String packageId) {
    processCommandLineOptions(new String[] {"--id=" + packageId});
    validateOptions();
    Metrics.initialize(getChaincodeConfig());
    Traces.initialize(getChaincodeConfig());
  }

  /** Runs with the same environment as the real contract. */
  public static void main(String[] args) throws Exception {
    Logger.getLogger("").setLevel(Level.WARNING);
    String[] address = setting("CHAINCODE_SERVER_ADDRESS").split(":", 2);
    ChaincodeServerProperties properties = new ChaincodeServerProperties();
    properties.setServerAddress(new InetSocketAddress(address[0], Integer.parseInt(address[1])));
    properties.setTlsEnabled(true);
    properties.setKeyFile(setting("CORE_TLS_CLIENT_KEY_FILE"));
    properties.setKeyCertChainFile(setting("CORE_TLS_CLIENT_CERT_FILE"));
    properties.setTrustCertCollectionFile(setting("CORE_PEER_TLS_ROOTCERT_FILE"));
    properties.setMaxConnectionAgeSeconds(ONE_DAY);
    new NettyChaincodeServer(new BareContract(setting("CORE_CHAINCODE_ID_NAME")), properties)
        .start();
  }

  private static String setting(String name) {
    String value = System.getenv(name);
    if (value == null) {
      throw new IllegalStateException(name + " must be set");
    }
    return value;
  }

  @Override
  public Response init(ChaincodeStub stub) {
    return invoke(stub);
  }

  @Override
  public Response invoke(ChaincodeStub stub) {
    List<byte[]> keysAndValues = stub.getArgs().subList(1, stub.getArgs().size());
    for (int i = 0; i < keysAndValues.size(); i += 2) {
      stub.putState(
          new String(keysAndValues.get(i), StandardCharsets.UTF_8), keysAndValues.get(i + 1));
    }
    return ResponseUtils.newSuccessResponse();
  }
}
