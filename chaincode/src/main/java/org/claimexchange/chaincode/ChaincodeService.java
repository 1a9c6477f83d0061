package org.claimexchange.chaincode;

import java.io.IOException;
import java.net.URISyntaxException;
import java.time.Clock;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.claimexchange.chaincode.fabric.PeerConnection;
import org.hyperledger.fabric.shim.ChaincodeServerProperties;
import org.hyperledger.fabric.shim.NettyChaincodeServer;

/**
 * Runs the contract as a service that peers connect to.
 *
 * <p>Settings are those of Fabric, from the environment: {@code CHAINCODE_SERVER_ADDRESS} (host and
 * port), {@code CORE_CHAINCODE_ID_NAME} (the id of the installed package), {@code
 * CORE_PEER_TLS_ENABLED} with {@code CORE_TLS_CLIENT_KEY_FILE} and {@code
 * CORE_TLS_CLIENT_CERT_FILE} (PEM), {@code CORE_TLS_CLIENT_KEY_PATH} and {@code
 * CORE_TLS_CLIENT_CERT_PATH} (the same in base64) and {@code CORE_PEER_TLS_ROOTCERT_FILE} (PEM),
 * from which peers' client certificates must come.
 */
public final class ChaincodeService {
  private ChaincodeService() {}

  /** Runs until it is stopped; ends with status 1 where a setting is wrong. */
  public static void main(String[] args) throws IOException, InterruptedException {
    // Below this level the shim logs what callers send.
    Logger.getLogger("").setLevel(Level.WARNING);
    try {
      PeerConnection chaincode = new PeerConnection(new ConsentContract(Clock.systemUTC()));
      if (!chaincode.isServer()) {
        throw new IllegalArgumentException(
            "CHAINCODE_SERVER_ADDRESS must name the host and port to listen at, found nothing");
      }
      ChaincodeServerProperties server = chaincode.getChaincodeServerConfig();
      if (server.isTlsEnabled()) {
        // The shim takes any client unless it is told whose certificates count.
        server.setTrustCertCollectionFile(System.getenv("CORE_PEER_TLS_ROOTCERT_FILE"));
      } else {
        System.err.println("chaincode: TLS is off, as is right on one machine only");
      }
      new NettyChaincodeServer(chaincode, server).start();
    } catch (IllegalArgumentException | URISyntaxException e) {
      System.err.println("chaincode: " + e.getMessage());
      System.exit(1);
    }
  }
}
