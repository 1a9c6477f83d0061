package org.claimexchange.ledger.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.claimexchange.ledger.LedgerBlock;
import org.claimexchange.ledger.LedgerUnavailableException;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.json.MalformedJsonException;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockHeader;
import org.hyperledger.fabric.protos.common.BlockMetadataIndex;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeEvent;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Transaction;
import org.hyperledger.fabric.protos.peer.TransactionAction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** Takes out of a block what took effect in the chaincode's own keys. */
final class BlockReader {
  private static final HexFormat HEX = HexFormat.of();

  private final String chaincode;

  BlockReader(String chaincode) {
    this.chaincode = chaincode;
  }

  LedgerBlock read(Block block) throws InvalidProtocolBufferException {
    BlockHeader header = block.getHeader();
    ByteString verdicts = verdicts(block);
    List<LedgerBlock.Written> writes = new ArrayList<>();
    for (int place = 0; place < block.getData().getDataCount(); place++) {
      if (verdicts.byteAt(place) == TxValidationCode.VALID_VALUE) {
        transaction(place, block.getData().getData(place)).ifPresent(writes::add);
      }
    }
    return new LedgerBlock(
        header.getNumber(),
        hash(header),
        HEX.formatHex(header.getPreviousHash().toByteArray()),
        writes);
  }

  /** One byte for each transaction, set by the peer that validated the block. */
  private static ByteString verdicts(Block block) {
    int index = BlockMetadataIndex.TRANSACTIONS_FILTER_VALUE;
    ByteString verdicts =
        block.getMetadata().getMetadataCount() > index
            ? block.getMetadata().getMetadata(index)
            : ByteString.EMPTY;
    if (verdicts.size() < block.getData().getDataCount()) {
      throw new LedgerUnavailableException(
          "block " + block.getHeader().getNumber() + " comes without its verdicts");
    }
    return verdicts;
  }

  private Optional<LedgerBlock.Written> transaction(int place, ByteString data)
      throws InvalidProtocolBufferException {
    Payload payload = Payload.parseFrom(Envelope.parseFrom(data).getPayload());
    ChannelHeader header = ChannelHeader.parseFrom(payload.getHeader().getChannelHeader());
    if (header.getType() != HeaderType.ENDORSER_TRANSACTION_VALUE) {
      return Optional.empty();
    }
    List<LedgerBlock.Change> changes = new ArrayList<>();
    String function = "";
    String object = "";
    for (TransactionAction one : Transaction.parseFrom(payload.getData()).getActionsList()) {
      ChaincodeAction action = action(one);
      changes(action, changes);
      ChaincodeEvent event = ChaincodeEvent.parseFrom(action.getEvents());
      if (event.getChaincodeId().equals(chaincode)) {
        function = event.getEventName();
        object = object(event);
      }
    }
    return Optional.of(
        new LedgerBlock.Written(
            header.getTxId(), place, instant(header.getTimestamp()), function, object, changes));
  }

  private static ChaincodeAction action(TransactionAction one)
      throws InvalidProtocolBufferException {
    ByteString response =
        ChaincodeActionPayload.parseFrom(one.getPayload()).getAction().getProposalResponsePayload();
    return ChaincodeAction.parseFrom(ProposalResponsePayload.parseFrom(response).getExtension());
  }

  private void changes(ChaincodeAction action, List<LedgerBlock.Change> changes)
      throws InvalidProtocolBufferException {
    for (NsReadWriteSet set : TxReadWriteSet.parseFrom(action.getResults()).getNsRwsetList()) {
      if (set.getNamespace().equals(chaincode)) {
        KVRWSet.parseFrom(set.getRwset()).getWritesList().stream()
            .map(BlockReader::change)
            .forEach(changes::add);
      }
    }
  }

  /** A composite key is a zero character, then each part with a zero character behind it. */
  private static LedgerBlock.Change change(KVWrite write) {
    String key = write.getKey();
    byte[] value = write.getIsDelete() ? new byte[0] : write.getValue().toByteArray();
    if (!key.startsWith("\u0000")) {
      return new LedgerBlock.Change("", key, value);
    }
    String[] parts = key.substring(1).split("\u0000");
    String id = String.join("/", List.of(parts).subList(1, parts.length));
    return new LedgerBlock.Change(parts[0], id, value);
  }

  private static String object(ChaincodeEvent event) {
    try {
      return CanonicalJson.read(event.getPayload().toByteArray(), JsonNode.class)
          .path("id")
          .asText();
    } catch (MalformedJsonException e) {
      return "";
    }
  }

  private static Instant instant(Timestamp timestamp) {
    return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
  }

  /** SHA-256 over the header in ASN.1 DER: number, previous hash, data hash, as Fabric makes it. */
  private static String hash(BlockHeader header) {
    try {
      byte[] der =
          new DERSequence(
                  new ASN1Encodable[] {
                    new ASN1Integer(new BigInteger(Long.toUnsignedString(header.getNumber()))),
                    new DEROctetString(header.getPreviousHash().toByteArray()),
                    new DEROctetString(header.getDataHash().toByteArray())
                  })
              .getEncoded(ASN1Encoding.DER);
      return HEX.formatHex(Digest.sha256().digest(der));
    } catch (IOException e) {
      throw new IllegalStateException("encoding in memory cannot fail", e);
    }
  }
}
