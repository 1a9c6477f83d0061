package org.claimexchange.chaincode.fabric;

import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.lang.System.Logger;
import org.claimexchange.chaincode.ConsentContract;
import org.claimexchange.chaincode.refusal.RefusedException;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.json.MalformedJsonException;
import org.claimexchange.model.transaction.LedgerRefusal;
import org.claimexchange.model.transaction.LedgerRefusal.Code;
import org.hyperledger.fabric.metrics.Metrics;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage;
import org.hyperledger.fabric.shim.ChaincodeBase;
import org.hyperledger.fabric.shim.ChaincodeStub;
import org.hyperledger.fabric.shim.ResponseUtils;
import org.hyperledger.fabric.traces.Traces;

/**
 * The contract as the shim runs it. The shim keeps the state of a connection in the chaincode's
 * object, so each peer that connects gets one of its own; with one for all, a second peer would
 * make the first one's transactions be dropped.
 *
 * <p>The shim's router is not used: it scans and checks every class at start, passes over surplus
 * arguments and hides which of them was wrong.
 */
public final class PeerConnection extends ChaincodeBase {
  private static final Logger LOG = System.getLogger(PeerConnection.class.getName());

  private final ConsentContract contract;

  /**
   * @param contract what answers
   * @param packageId id of the installed package, with which the shim registers at the peer
   */
  public PeerConnection(ConsentContract contract, String packageId) {
    this.contract = contract;
    // Not from the environment: what that says of TLS, the shim takes for a connection of its own
    // to the peer, which is never made.
    processCommandLineOptions(new String[] {"--id=" + packageId});
    validateOptions();
    Metrics.initialize(getChaincodeConfig());
    Traces.initialize(getChaincodeConfig());
  }

  /**
   * Begins to answer a peer.
   *
   * @param toPeer takes what the shim says
   * @return takes what the peer says
   * @throws IOException if the shim refuses
   */
  public StreamObserver<ChaincodeMessage> talk(StreamObserver<ChaincodeMessage> toPeer)
      throws IOException {
    return connectToPeer(toPeer);
  }

  @Override
  public Response init(ChaincodeStub stub) {
    return invoke(stub);
  }

  @Override
  public Response invoke(ChaincodeStub stub) {
    try {
      return ResponseUtils.newSuccessResponse(contract.answer(stub));
    } catch (RefusedException e) {
      return refused(e.refusal());
    } catch (MalformedJsonException e) {
      return refused(new LedgerRefusal(Code.MALFORMED, String.valueOf(e.getMessage())));
    } catch (IllegalArgumentException e) {
      return refused(
          new LedgerRefusal(Code.MALFORMED, "a value has not the form that it must have"));
    } catch (RuntimeException e) {
      // Its message may repeat what a caller sent, so only its kind and place are told.
      LOG.log(
          Logger.Level.ERROR,
          "unexpected {0} at {1}",
          e.getClass().getName(),
          e.getStackTrace().length == 0 ? "" : e.getStackTrace()[0]);
      return ResponseUtils.newErrorResponse("unexpected error, see the chaincode's log");
    }
  }

  private static Response refused(LedgerRefusal refusal) {
    return ResponseUtils.newErrorResponse(CanonicalJson.writeText(refusal));
  }
}
