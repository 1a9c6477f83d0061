package org.claimexchange.chaincode.fabric;

import java.lang.System.Logger;
import java.util.List;
import java.util.Properties;
import org.claimexchange.chaincode.ConsentContract;
import org.claimexchange.chaincode.refusal.RefusedException;
import org.claimexchange.chaincode.service.ReadsAhead;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.json.MalformedJsonException;
import org.claimexchange.model.transaction.LedgerRefusal;
import org.claimexchange.model.transaction.LedgerRefusal.Code;
import org.hyperledger.fabric.shim.ChaincodeStub;
import org.hyperledger.fabric.shim.ResponseUtils;
import org.hyperledger.fabric.traces.Traces;

/** The contract as the shim runs it. Keeps nothing, so all peers' calls may share one. */
public final class ContractOfShim implements ReadsAhead {
  private static final Logger LOG = System.getLogger(ContractOfShim.class.getName());

  private final ConsentContract contract;

  /**
   * @param contract what answers
   */
  public ContractOfShim(ConsentContract contract) {
    this.contract = contract;
    // The shim's tasks ask for a provider of traces; with no properties it is one that does
    // nothing.
    Traces.initialize(new Properties());
  }

  @Override
  public List<String> ahead(List<byte[]> arguments) {
    return KeysAhead.of(arguments).stream().map(StubState::composite).toList();
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
