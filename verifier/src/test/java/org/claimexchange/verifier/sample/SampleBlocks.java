package org.claimexchange.verifier.sample;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.transaction.Transaction;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockData;
import org.hyperledger.fabric.protos.common.BlockHeader;
import org.hyperledger.fabric.protos.common.BlockMetadata;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeEndorsedAction;
import org.hyperledger.fabric.protos.peer.ChaincodeID;
import org.hyperledger.fabric.protos.peer.ChaincodeInput;
import org.hyperledger.fabric.protos.peer.ChaincodeInvocationSpec;
import org.hyperledger.fabric.protos.peer.ChaincodeProposalPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeSpec;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.TransactionAction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** Blocks without signatures, one transaction each, to be made wrong. */
public final class SampleBlocks {
  private final List<Block> blocks = new ArrayList<>();

  public SampleBlocks() {
    append(BlockData.newBuilder().addData(config()).build(), TxValidationCode.VALID);
  }

  /**
   * Adds a block with a transaction that took effect.
   *
   * @param writes what it wrote, by key
   * @return its id
   */
  public String add(
      String creator, Transaction transaction, Instant time, Map<String, String> writes) {
    return add(creator, transaction, time, writes, TxValidationCode.VALID);
  }

  /** As the other, with a verdict of the peers. */
  public String add(
      String creator,
      Transaction transaction,
      Instant time,
      Map<String, String> writes,
      TxValidationCode code) {
    return add(
        creator,
        transaction.function(),
        CanonicalJson.writeText(transaction.open()),
        time,
        writes,
        code);
  }

  /** As the other, with any call. */
  public String add(
      String creator,
      String function,
      String argument,
      Instant time,
      Map<String, String> writes,
      TxValidationCode code) {
    SignatureHeader signer =
        SignatureHeader.newBuilder()
            .setCreator(
                SerializedIdentity.newBuilder()
                    .setMspid(creator)
                    .setIdBytes(ByteString.copyFromUtf8("a certificate"))
                    .build()
                    .toByteString())
            .setNonce(ByteString.copyFromUtf8("nonce " + blocks.size()))
            .build();
    String id =
        HexFormat.of()
            .formatHex(
                Digest.sha256()
                    .digest(signer.getNonce().concat(signer.getCreator()).toByteArray()));
    ChannelHeader channel =
        ChannelHeader.newBuilder()
            .setType(HeaderType.ENDORSER_TRANSACTION_VALUE)
            .setChannelId("claims")
            .setTxId(id)
            .setTimestamp(Timestamp.newBuilder().setSeconds(time.getEpochSecond()))
            .build();
    Payload payload =
        Payload.newBuilder()
            .setHeader(
                Header.newBuilder()
                    .setChannelHeader(channel.toByteString())
                    .setSignatureHeader(signer.toByteString()))
            .setData(transaction(function, argument, writes))
            .build();
    ByteString envelope =
        Envelope.newBuilder().setPayload(payload.toByteString()).build().toByteString();
    append(BlockData.newBuilder().addData(envelope).build(), code);
    return id;
  }

  /** The blocks, to be made wrong. */
  public List<Block> blocks() {
    return blocks;
  }

  /** As the embedded network keeps them. */
  public void writeFile(Path file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes("CXBLOCK1".getBytes(StandardCharsets.US_ASCII));
    for (int number = 0; number < blocks.size(); number++) {
      byte[] block = blocks.get(number).toByteArray();
      byte[] place = ByteBuffer.allocate(12).putLong(number).putInt(block.length).array();
      bytes.writeBytes(
          ByteBuffer.allocate(block.length + 16)
              .putInt(block.length)
              .putInt(check(place))
              .put(block)
              .putInt(check(block))
              .put("END\n".getBytes(StandardCharsets.US_ASCII))
              .array());
    }
    Files.write(file, bytes.toByteArray());
  }

  /** As {@code peer channel fetch} writes them. */
  public void writeFolder(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (int number = 0; number < blocks.size(); number++) {
      Files.write(folder.resolve("claims_" + number + ".block"), blocks.get(number).toByteArray());
    }
  }

  private static int check(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  private static ByteString config() {
    ChannelHeader channel = ChannelHeader.newBuilder().setType(HeaderType.CONFIG_VALUE).build();
    Payload payload =
        Payload.newBuilder()
            .setHeader(Header.newBuilder().setChannelHeader(channel.toByteString()))
            .build();
    return Envelope.newBuilder().setPayload(payload.toByteString()).build().toByteString();
  }

  private static ByteString transaction(
      String function, String argument, Map<String, String> writes) {
    ChaincodeSpec call =
        ChaincodeSpec.newBuilder()
            .setChaincodeId(ChaincodeID.newBuilder().setName("consent"))
            .setInput(
                ChaincodeInput.newBuilder()
                    .addArgs(ByteString.copyFromUtf8(function))
                    .addArgs(ByteString.copyFromUtf8(argument)))
            .build();
    KVRWSet.Builder set = KVRWSet.newBuilder();
    writes.forEach((key, value) ->
        set.addWrites(KVWrite.newBuilder().setKey(key).setValue(ByteString.copyFromUtf8(value))));
    ChaincodeAction action =
        ChaincodeAction.newBuilder()
            .setResults(
                TxReadWriteSet.newBuilder()
                    .addNsRwset(
                        NsReadWriteSet.newBuilder()
                            .setNamespace("consent")
                            .setRwset(set.build().toByteString()))
                    .build()
                    .toByteString())
            .build();
    ChaincodeActionPayload payload =
        ChaincodeActionPayload.newBuilder()
            .setChaincodeProposalPayload(
                ChaincodeProposalPayload.newBuilder()
                    .setInput(
                        ChaincodeInvocationSpec.newBuilder()
                            .setChaincodeSpec(call)
                            .build()
                            .toByteString())
                    .build()
                    .toByteString())
            .setAction(
                ChaincodeEndorsedAction.newBuilder()
                    .setProposalResponsePayload(
                        ProposalResponsePayload.newBuilder()
                            .setExtension(action.toByteString())
                            .build()
                            .toByteString()))
            .build();
    return org.hyperledger.fabric.protos.peer.Transaction.newBuilder()
        .addActions(TransactionAction.newBuilder().setPayload(payload.toByteString()))
        .build()
        .toByteString();
  }

  private void append(BlockData data, TxValidationCode code) {
    BlockHeader header =
        BlockHeader.newBuilder()
            .setNumber(blocks.size())
            .setPreviousHash(
                blocks.isEmpty()
                    ? ByteString.EMPTY
                    : hash(blocks.get(blocks.size() - 1).getHeader()))
            .setDataHash(ByteString.copyFrom(Digest.sha256().digest(data.getData(0).toByteArray())))
            .build();
    blocks.add(
        Block.newBuilder()
            .setHeader(header)
            .setData(data)
            .setMetadata(
                BlockMetadata.newBuilder()
                    .addMetadata(ByteString.EMPTY)
                    .addMetadata(ByteString.EMPTY)
                    .addMetadata(ByteString.copyFrom(new byte[] {(byte) code.getNumber()})))
            .build());
  }

  private static ByteString hash(BlockHeader header) {
    try {
      byte[] der =
          new DERSequence(
                  new ASN1Encodable[] {
                    new ASN1Integer(BigInteger.valueOf(header.getNumber())),
                    new DEROctetString(header.getPreviousHash().toByteArray()),
                    new DEROctetString(header.getDataHash().toByteArray())
                  })
              .getEncoded();
      return ByteString.copyFrom(Digest.sha256().digest(der));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
