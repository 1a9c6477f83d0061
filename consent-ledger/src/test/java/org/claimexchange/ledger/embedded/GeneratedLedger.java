package org.claimexchange.ledger.embedded;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRead;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.Transaction;

/**
 * Writes a block file of any length in seconds, with the network's own organizations, block
 * builder, commit hash and file, and real signatures: only no chaincode runs. A network started in
 * the same folder goes on from it.
 */
final class GeneratedLedger {
  private final Path folder;
  private final SecureRandom random = new SecureRandom();
  private final Ecdsa ecdsa = new Ecdsa(new BouncyCastleProvider(), random);
  private final Certificates certificates = new Certificates(ecdsa, random, Clock.systemUTC());
  private final Organizations organizations;
  private final EmbeddedNetworkOptions options;
  private final SignedTransactions transactions;
  private final NetworkIdentity client;
  private final Map<String, NetworkIdentity> peers = new LinkedHashMap<>();

  GeneratedLedger(Path folder) {
    this.folder = folder;
    this.organizations = new Organizations(folder.resolve("organizations"), ecdsa, certificates);
    this.options = NetworkForTests.options(folder);
    this.transactions =
        new SignedTransactions(
            options.channel(), options.chaincodeName(), ecdsa, random, Clock.systemUTC());
    this.client = organizations.client(Organizations.EXCHANGE, "exchange-server");
    Organizations.MSP_IDS.forEach(mspId -> peers.put(mspId, organizations.peer(mspId)));
  }

  /** For the command line: a folder, and how many transactions to write there. */
  public static void main(String[] arguments) throws IOException {
    new GeneratedLedger(Path.of(arguments[0])).write(Integer.parseInt(arguments[1]), 50);
  }

  /** Writes so many transactions, each a new key of some 600 bytes, in blocks of this size. */
  void write(int count, int blockSize) throws IOException {
    LedgerOpening.Opened opened = open();
    try (BlockFile file = opened.file()) {
      LedgerTip tip = opened.ledger().start();
      BlockBuilder blocks = new BlockBuilder(ecdsa, organizations.orderer(), random);
      for (int done = 0; done < count; done += blockSize) {
        int from = done;
        List<Envelope> envelopes =
            IntStream.range(from, Math.min(from + blockSize, count))
                .parallel()
                .mapToObj(this::transaction)
                .toList();
        Block block = block(blocks, tip, envelopes, new byte[envelopes.size()]);
        file.append(block);
        tip = ForgedChain.after(block);
      }
    }
  }

  /** Opens the ledger as a network's start does. */
  LedgerOpening.Opened open() throws IOException {
    return new LedgerOpening(
            options,
            organizations,
            new EndorsementPolicy(PolicyParser.parse(options.endorsementPolicy())),
            new BlockBuilder(ecdsa, organizations.orderer(), random),
            membership())
        .open();
  }

  LedgerReport verify() throws IOException {
    return LedgerVerification.verify(file(), options.chaincodeName(), roots(), random);
  }

  Path file() {
    return folder.resolve(LedgerOpening.FILE);
  }

  Map<String, X509Certificate> roots() {
    Map<String, X509Certificate> roots = new LinkedHashMap<>();
    Organizations.MSP_IDS.forEach(mspId -> roots.put(mspId, organizations.root(mspId)));
    return roots;
  }

  Membership membership() {
    return new Membership(roots(), certificates, ecdsa);
  }

  Organizations organizations() {
    return organizations;
  }

  Certificates certificates() {
    return certificates;
  }

  Ecdsa ecdsa() {
    return ecdsa;
  }

  SecureRandom random() {
    return random;
  }

  /** A transaction of the exchange's client, endorsed by these organizations' peers. */
  Envelope transaction(String argument, KVRWSet effect, List<String> endorsers) {
    return transactions.make(
        client,
        argument,
        effect,
        endorsers.stream().map(mspId -> Objects.requireNonNull(peers.get(mspId))).toList());
  }

  /** The transaction with another's endorsements, signed anew by its creator. */
  Envelope withEndorsementsOf(Envelope envelope, Envelope other) {
    try {
      Payload payload = Payload.parseFrom(envelope.getPayload());
      Transaction transaction = Transaction.parseFrom(payload.getData());
      ChaincodeActionPayload action =
          ChaincodeActionPayload.parseFrom(transaction.getActions(0).getPayload());
      ChaincodeActionPayload changed =
          action.toBuilder()
              .setAction(
                  action.getAction().toBuilder()
                      .clearEndorsements()
                      .addAllEndorsements(
                          ParsedTransaction.parse(other).orElseThrow().endorsements()))
              .build();
      ByteString signed =
          payload.toBuilder()
              .setData(
                  transaction.toBuilder()
                      .setActions(
                          0,
                          transaction.getActions(0).toBuilder().setPayload(changed.toByteString()))
                      .build()
                      .toByteString())
              .build()
              .toByteString();
      return Envelope.newBuilder()
          .setPayload(signed)
          .setSignature(ByteString.copyFrom(ecdsa.sign(client.privateKey(), signed.toByteArray())))
          .build();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  static KVRWSet effect(String key, String value) {
    return KVRWSet.newBuilder()
        .addReads(KVRead.newBuilder().setKey(key))
        .addWrites(KVWrite.newBuilder().setKey(key).setValue(ByteString.copyFromUtf8(value)))
        .build();
  }

  private Envelope transaction(int number) {
    String key = "consent/%08d".formatted(number);
    return transaction(
        "{\"digest\":\"" + "0123456789abcdef".repeat(60) + "\",\"number\":" + number + "}",
        effect(key, "{\"state\":\"%s\"}".formatted("有效的授权".repeat(40))),
        List.of(Organizations.EXCHANGE, Organizations.REGULATOR));
  }

  private Block block(BlockBuilder blocks, LedgerTip tip, List<Envelope> envelopes, byte[] codes) {
    return ForgedChain.block(
        blocks, options.chaincodeName(), tip, envelopes, ByteString.copyFrom(codes));
  }
}
