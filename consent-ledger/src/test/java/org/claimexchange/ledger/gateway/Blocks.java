package org.claimexchange.ledger.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.json.MalformedJsonException;
import org.hyperledger.fabric.client.CloseableIterator;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.client.identity.X509Identity;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeInvocationSpec;
import org.hyperledger.fabric.protos.peer.ChaincodeProposalPayload;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Transaction;

/** All blocks as any member of the channel gets them, with everything in them decoded. */
final class Blocks {
  /**
   * One transaction.
   *
   * @param id its id
   * @param values every text in its arguments, keys, values, answer and event, and in JSON in them
   */
  record Read(String id, Set<String> values) {}

  private Blocks() {}

  static List<Read> read(RunningLedger running) throws InvalidProtocolBufferException {
    List<Read> transactions = new ArrayList<>();
    long height = running.network.height();
    var insurer = running.identity(World.INSURER);
    try (Gateway gateway =
            Gateway.newInstance()
                .connection(running.network.channel())
                .identity(new X509Identity(insurer.mspId(), insurer.certificate()))
                .signer(Signers.newPrivateKeySigner(insurer.privateKey()))
                .connect();
        CloseableIterator<Block> blocks =
            gateway
                .getNetwork(running.network.channelName())
                .newBlockEventsRequest()
                .startBlock(0)
                .build()
                .getEvents()) {
      for (long block = 0; block < height; block++) {
        for (ByteString data : blocks.next().getData().getDataList()) {
          transaction(data, transactions);
        }
      }
    }
    return transactions;
  }

  private static void transaction(ByteString data, List<Read> transactions)
      throws InvalidProtocolBufferException {
    Payload payload = Payload.parseFrom(Envelope.parseFrom(data).getPayload());
    ChannelHeader header = ChannelHeader.parseFrom(payload.getHeader().getChannelHeader());
    if (header.getType() != HeaderType.ENDORSER_TRANSACTION_VALUE) {
      return;
    }
    Set<String> values = new HashSet<>();
    ChaincodeActionPayload action =
        ChaincodeActionPayload.parseFrom(
            Transaction.parseFrom(payload.getData()).getActions(0).getPayload());
    ChaincodeProposalPayload proposal =
        ChaincodeProposalPayload.parseFrom(action.getChaincodeProposalPayload());
    if (proposal.getTransientMapCount() > 0) {
      throw new AssertionError("transient data in a block");
    }
    ChaincodeInvocationSpec.parseFrom(proposal.getInput())
        .getChaincodeSpec()
        .getInput()
        .getArgsList()
        .forEach(argument -> collect(argument, values));
    ChaincodeAction result =
        ChaincodeAction.parseFrom(
            ProposalResponsePayload.parseFrom(action.getAction().getProposalResponsePayload())
                .getExtension());
    collect(result.getResponse().getPayload(), values);
    for (NsReadWriteSet set : TxReadWriteSet.parseFrom(result.getResults()).getNsRwsetList()) {
      KVRWSet changes = KVRWSet.parseFrom(set.getRwset());
      changes.getReadsList().forEach(read -> key(read.getKey(), values));
      changes
          .getWritesList()
          .forEach(write -> {
            key(write.getKey(), values);
            collect(write.getValue(), values);
          });
    }
    transactions.add(new Read(header.getTxId(), values));
  }

  private static void key(String key, Set<String> values) {
    for (String part : key.split("\u0000")) {
      values.add(part);
    }
  }

  private static void collect(ByteString bytes, Set<String> values) {
    values.add(bytes.toString(StandardCharsets.UTF_8));
    try {
      leaves(CanonicalJson.read(bytes.toByteArray(), JsonNode.class), values);
    } catch (MalformedJsonException notJson) {
      // Text: taken as it is.
    }
  }

  private static void leaves(JsonNode node, Set<String> values) {
    if (node.isValueNode()) {
      values.add(node.asText());
    }
    node.forEach(child -> leaves(child, values));
  }
}
