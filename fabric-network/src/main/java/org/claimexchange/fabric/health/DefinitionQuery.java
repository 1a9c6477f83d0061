package org.claimexchange.fabric.health;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.util.OptionalLong;
import org.claimexchange.fabric.plan.FabricNode;
import org.claimexchange.fabric.plan.FabricPlan;
import org.claimexchange.fabric.plan.FabricPorts;
import org.claimexchange.fabric.plan.NetworkFolder;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.protos.peer.lifecycle.QueryChaincodeDefinitionArgs;
import org.hyperledger.fabric.protos.peer.lifecycle.QueryChaincodeDefinitionResult;

/** Asks which definition of the chaincode holds. */
public final class DefinitionQuery {
  private DefinitionQuery() {}

  /** Its sequence; empty where none holds, or the peer does not answer. */
  public static OptionalLong sequence(FabricNode peer, NetworkFolder folder, FabricPorts ports)
      throws IOException {
    try (AdminGateway gateway = AdminGateway.open(peer, folder, ports)) {
      byte[] answer =
          gateway
              .contract("_lifecycle")
              .newProposal("QueryChaincodeDefinition")
              .addArguments(
                  QueryChaincodeDefinitionArgs.newBuilder()
                      .setName(FabricPlan.CHAINCODE)
                      .build()
                      .toByteArray())
              .setEndorsingOrganizations(peer.mspId())
              .build()
              .evaluate();
      return OptionalLong.of(QueryChaincodeDefinitionResult.parseFrom(answer).getSequence());
    } catch (GatewayException | StatusRuntimeException | InvalidProtocolBufferException e) {
      return OptionalLong.empty();
    }
  }
}
