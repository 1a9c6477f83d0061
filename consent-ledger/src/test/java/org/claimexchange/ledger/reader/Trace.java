package org.claimexchange.ledger.reader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeInvocationSpec;
import org.hyperledger.fabric.protos.peer.ChaincodeProposalPayload;
import org.hyperledger.fabric.protos.peer.Endorsement;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Transaction;

/** One transaction as anyone finds it in a block. */
final class Trace {
  private static final ObjectMapper JSON = new ObjectMapper();

  final Envelope envelope;
  final ChannelHeader header;
  final ChaincodeActionPayload action;
  final List<ByteString> arguments;
  final ChaincodeAction result;
  final List<KVRWSet> changes = new ArrayList<>();

  private Trace(Envelope envelope, Payload payload, ChannelHeader header)
      throws InvalidProtocolBufferException {
    this.envelope = envelope;
    this.header = header;
    this.action =
        ChaincodeActionPayload.parseFrom(
            Transaction.parseFrom(payload.getData()).getActions(0).getPayload());
    this.arguments =
        ChaincodeInvocationSpec.parseFrom(
                ChaincodeProposalPayload.parseFrom(action.getChaincodeProposalPayload()).getInput())
            .getChaincodeSpec()
            .getInput()
            .getArgsList();
    this.result =
        ChaincodeAction.parseFrom(
            ProposalResponsePayload.parseFrom(action.getAction().getProposalResponsePayload())
                .getExtension());
    for (NsReadWriteSet set : TxReadWriteSet.parseFrom(result.getResults()).getNsRwsetList()) {
      if (set.getNamespace().equals("_lifecycle")) {
        // What every transaction on a real peer reads: at which sequence the contract stands.
        continue;
      }
      changes.add(KVRWSet.parseFrom(set.getRwset()));
    }
  }

  static Trace of(Envelope envelope, Payload payload, ChannelHeader header) {
    try {
      return new Trace(envelope, payload, header);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  String id() {
    return header.getTxId();
  }

  String function() {
    return arguments.getFirst().toStringUtf8();
  }

  List<Endorsement> endorsements() {
    return action.getAction().getEndorsementsList();
  }

  /**
   * Every text that the contract was told, answered, read or wrote: leaves of JSON, parts of keys.
   */
  Set<String> texts() {
    Set<String> texts = new HashSet<>();
    arguments.forEach(argument -> leaves(argument, texts));
    leaves(result.getResponse().getPayload(), texts);
    for (KVRWSet set : changes) {
      set.getReadsList().forEach(read -> key(read.getKey(), texts));
      set.getWritesList()
          .forEach(write -> {
            key(write.getKey(), texts);
            leaves(write.getValue(), texts);
          });
    }
    return texts;
  }

  /** The same and every string of bytes at any depth of the envelope, however it is wrapped. */
  Set<ByteString> values() {
    Set<ByteString> values = new HashSet<>();
    walk(envelope.toByteString(), values);
    texts().forEach(text -> values.add(ByteString.copyFromUtf8(text)));
    return values;
  }

  private static void walk(ByteString bytes, Set<ByteString> values) {
    values.add(bytes);
    try {
      for (UnknownFieldSet.Field field : UnknownFieldSet.parseFrom(bytes).asMap().values()) {
        field.getLengthDelimitedList().forEach(inner -> walk(inner, values));
      }
    } catch (InvalidProtocolBufferException notAMessage) {
      // Then it is a value.
    }
  }

  private static void key(String key, Set<String> texts) {
    for (String part : key.split("\u0000")) {
      texts.add(part);
    }
  }

  private static void leaves(ByteString bytes, Set<String> texts) {
    texts.add(bytes.toString(StandardCharsets.UTF_8));
    try {
      leaves(JSON.readTree(bytes.toByteArray()), texts);
    } catch (IOException notJson) {
      // Taken as it is.
    }
  }

  private static void leaves(JsonNode node, Set<String> texts) {
    if (node.isValueNode()) {
      texts.add(node.asText());
    }
    node.forEach(child -> leaves(child, texts));
  }
}
