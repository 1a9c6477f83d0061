package org.claimexchange.verifier.evidence;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.claimexchange.model.evidence.EvidenceEndorsement;
import org.claimexchange.model.evidence.EvidenceRead;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeHeaderExtension;
import org.hyperledger.fabric.protos.peer.ChaincodeInvocationSpec;
import org.hyperledger.fabric.protos.peer.ChaincodeProposalPayload;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;

/**
 * One read taken apart, before anything in it is believed. Fields that this code does not know are
 * refused: what is not understood must not be signed for.
 */
record EndorsedRead(
    String function,
    Header header,
    ChannelHeader channel,
    ChaincodeHeaderExtension extension,
    ByteString proposalBytes,
    ChaincodeInvocationSpec invocation,
    byte[] payloadBytes,
    ProposalResponsePayload payload,
    ChaincodeAction action,
    TxReadWriteSet readWriteSet,
    Map<NsReadWriteSet, KVRWSet> namespaces,
    List<Endorser> endorsers) {

  /** The most bytes of one part; an answer is a few hundred. */
  private static final int MAX_BYTES = 256 * 1024;

  private static final int MAX_ENDORSEMENTS = 16;

  /**
   * @param identity who signed
   * @param identityBytes the same, as it was signed
   * @param signature ECDSA, DER
   */
  record Endorser(SerializedIdentity identity, byte[] identityBytes, byte[] signature) {}

  static EndorsedRead parse(EvidenceRead read) throws EvidenceException {
    byte[] headerBytes = decode(read.header());
    Header header = inItsOneForm(proto(Header.parser(), headerBytes), headerBytes);
    ChannelHeader channel = proto(ChannelHeader.parser(), header.getChannelHeader());
    ByteString proposalBytes = ByteString.copyFrom(decode(read.proposal()));
    ChaincodeProposalPayload proposal = proto(ChaincodeProposalPayload.parser(), proposalBytes);
    if (proposal.getTransientMapCount() > 0) {
      throw malformed("a proposal without transient data", "transient data");
    }
    byte[] payloadBytes = decode(read.payload());
    ProposalResponsePayload payload =
        inItsOneForm(proto(ProposalResponsePayload.parser(), payloadBytes), payloadBytes);
    ChaincodeAction action = proto(ChaincodeAction.parser(), payload.getExtension());
    TxReadWriteSet readWriteSet = proto(TxReadWriteSet.parser(), action.getResults());
    return new EndorsedRead(
        read.function(),
        header,
        channel,
        proto(ChaincodeHeaderExtension.parser(), channel.getExtension()),
        proposalBytes,
        proto(ChaincodeInvocationSpec.parser(), proposal.getInput()),
        payloadBytes,
        payload,
        action,
        readWriteSet,
        namespaces(readWriteSet),
        endorsers(read.endorsements()));
  }

  private static Map<NsReadWriteSet, KVRWSet> namespaces(TxReadWriteSet set)
      throws EvidenceException {
    Map<NsReadWriteSet, KVRWSet> namespaces = new LinkedHashMap<>();
    Set<String> names = new HashSet<>();
    for (NsReadWriteSet namespace : set.getNsRwsetList()) {
      if (!names.add(namespace.getNamespace())) {
        throw malformed("each namespace once", "a repeated namespace");
      }
      namespaces.put(namespace, proto(KVRWSet.parser(), namespace.getRwset()));
    }
    return namespaces;
  }

  private static List<Endorser> endorsers(List<EvidenceEndorsement> endorsements)
      throws EvidenceException {
    if (endorsements.size() > MAX_ENDORSEMENTS) {
      throw malformed(
          "at most " + MAX_ENDORSEMENTS + " endorsements", String.valueOf(endorsements.size()));
    }
    List<Endorser> endorsers = new ArrayList<>();
    for (EvidenceEndorsement endorsement : endorsements) {
      byte[] bytes = decode(endorsement.endorser());
      SerializedIdentity identity = inItsOneForm(proto(SerializedIdentity.parser(), bytes), bytes);
      endorsers.add(new Endorser(identity, bytes, decode(endorsement.signature())));
    }
    return endorsers;
  }

  /** Base64 that has one form only: what another form would say is not free to choose. */
  private static byte[] decode(String base64) throws EvidenceException {
    if (base64.length() > MAX_BYTES) {
      throw malformed("at most " + MAX_BYTES + " characters", String.valueOf(base64.length()));
    }
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw malformed("base64", "something else");
    }
    if (!Base64.getEncoder().encodeToString(bytes).equals(base64)) {
      throw malformed("base64 in its one form", "another form");
    }
    return bytes;
  }

  /**
   * A signature is over payload and identity, one behind the other: where a message had two forms,
   * bytes could move from one to the other.
   */
  private static <T extends Message> T inItsOneForm(T message, byte[] bytes)
      throws EvidenceException {
    if (!Arrays.equals(message.toByteArray(), bytes)) {
      throw malformed(
          "a " + message.getDescriptorForType().getName() + " in its one form", "another form");
    }
    return message;
  }

  private static <T extends Message> T proto(Parser<T> parser, byte[] bytes)
      throws EvidenceException {
    return proto(parser, ByteString.copyFrom(bytes));
  }

  private static <T extends Message> T proto(Parser<T> parser, ByteString bytes)
      throws EvidenceException {
    T message;
    try {
      message = parser.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw malformed("a protocol buffer of the ledger", "something else");
    }
    if (UnknownFields.anyIn(message)) {
      throw malformed("a " + message.getDescriptorForType().getName(), "unknown fields in it");
    }
    return message;
  }

  private static EvidenceException malformed(String expected, String found) {
    return new EvidenceException(EvidenceDefect.MALFORMED, expected, found);
  }
}
