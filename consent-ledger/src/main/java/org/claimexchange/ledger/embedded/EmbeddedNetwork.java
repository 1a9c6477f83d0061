package org.claimexchange.ledger.embedded;

import io.grpc.ManagedChannel;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * A Fabric network of four organizations, {@code ExchangeMSP}, {@code RegulatorMSP}, {@code
 * SourceMSP} and {@code InsurerMSP}, with one channel and one chaincode, in this process. It is for
 * evaluation and tests, and all its certificates say so; production connects the same Gateway SDK
 * to a real network.
 *
 * <p>It offers {@code gateway.Gateway} (Evaluate, Endorse, Submit, CommitStatus, ChaincodeEvents)
 * and {@code protos.Deliver} (Deliver, DeliverFiltered). It refuses by name: private data, rich
 * queries, key-level endorsement policies, calls from chaincode to chaincode.
 *
 * <p>In its data folder: {@code organizations/} (keys and certificates), {@code ledger.blocks} (all
 * blocks; its form is in {@code BlockFile}), {@code chaincode.log}, {@code chaincode.pid}, {@code
 * network.lock}.
 */
public final class EmbeddedNetwork implements AutoCloseable {
  private final EmbeddedNetworkOptions options;
  private final Organizations organizations;
  private final FileChannel lock;
  private final LedgerOpening.Opened ledger;
  private final Committer committer;
  private final WitnessKeeper witness;
  private final ChaincodeService chaincode;
  private final GrpcDoors doors;
  private final ExecutorService threads;
  private final AtomicInteger underway = new AtomicInteger();

  /**
   * Starts the network and returns when it can be used.
   *
   * @throws EmbeddedNetworkException if it cannot be started, saying what to do
   * @throws LedgerDamagedException if the block file is not what was written
   */
  public static EmbeddedNetwork start(EmbeddedNetworkOptions options) {
    FileChannel lock = lock(options.dataFolder());
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    ChaincodeService chaincode = new ChaincodeService(options, Organizations.MSP_IDS, threads);
    try {
      // The process takes longest to come up; ledger and keys are read meanwhile.
      chaincode.start();
      return new EmbeddedNetwork(options, lock, threads, chaincode);
    } catch (IOException e) {
      abandon(lock, threads, chaincode);
      throw new EmbeddedNetworkException(
          "The embedded network cannot be started in %s: %s"
              .formatted(options.dataFolder(), e.getMessage()),
          e);
    } catch (RuntimeException e) {
      abandon(lock, threads, chaincode);
      throw e;
    }
  }

  private EmbeddedNetwork(
      EmbeddedNetworkOptions options,
      FileChannel lock,
      ExecutorService threads,
      ChaincodeService chaincode)
      throws IOException {
    this.options = options;
    this.lock = lock;
    this.threads = threads;
    this.chaincode = chaincode;
    SecureRandom random = options.random();
    Ecdsa ecdsa = new Ecdsa(new BouncyCastleProvider(), random);
    Certificates certificates = new Certificates(ecdsa, random, options.clock());
    organizations =
        new Organizations(options.dataFolder().resolve("organizations"), ecdsa, certificates);
    EndorsementPolicy policy =
        new EndorsementPolicy(PolicyParser.parse(options.endorsementPolicy()));
    BlockBuilder blocks = new BlockBuilder(ecdsa, organizations.orderer(), random);
    Membership membership = new Membership(rootCertificates(), certificates, ecdsa);
    ledger = new LedgerOpening(options, organizations, policy, blocks, membership).open();
    witness = new WitnessKeeper(options.heightWitness(), ledger.ledger().start().toHeight());
    committer = new Committer(ledger.ledger(), blocks, options, underway::get, witness::grown);
    try {
      witness.start();
      committer.start();
      chaincode.awaitReady();
      doors = doors(ecdsa, membership, policy);
    } catch (IOException | RuntimeException e) {
      committer.close();
      witness.close();
      ledger.file().close();
      throw e;
    }
  }

  /** What {@code Gateway.newInstance().connection(...)} takes. Closed with the network. */
  public ManagedChannel channel() {
    return doors.channel();
  }

  /** The channel's name. */
  public String channelName() {
    return options.channel();
  }

  /** The chaincode's name. */
  public String chaincodeName() {
    return options.chaincodeName();
  }

  /** An organization's administrator. */
  public NetworkIdentity admin(String mspId) {
    return organizations.admin(mspId);
  }

  /**
   * An organization's client of this name; the first call issues its certificate, later ones find
   * it.
   *
   * @param commonName 1 to 64 letters, digits, dots, hyphens and underscores
   */
  public NetworkIdentity issueClient(String mspId, String commonName) {
    return organizations.client(mspId, commonName);
  }

  /**
   * Each organization's root certificate: all that others need to check evidence of this network.
   */
  public Map<String, X509Certificate> rootCertificates() {
    Map<String, X509Certificate> roots = new LinkedHashMap<>();
    Organizations.MSP_IDS.forEach(mspId -> roots.put(mspId, organizations.root(mspId)));
    return roots;
  }

  /** The root that the TLS port's certificate comes from. */
  public X509Certificate tlsRootCertificate() {
    return organizations.tlsRoot(Organizations.EXCHANGE);
  }

  /** The TLS port in use, if one was asked for. */
  public OptionalInt tlsPort() {
    return doors.tlsPort();
  }

  /** Number of blocks. */
  public long height() {
    return ledger.ledger().height();
  }

  /** The file with all blocks; it only grows. */
  public Path blockFile() {
    return options.dataFolder().resolve(LedgerOpening.FILE);
  }

  /** The id of the chaincode's process, while it runs. */
  public OptionalLong chaincodePid() {
    return chaincode.pid();
  }

  /** Stops taking transactions, finishes the block under way, and ends the chaincode's process. */
  @Override
  public void close() {
    committer.close();
    witness.close();
    doors.close();
    chaincode.close();
    threads.shutdownNow();
    try {
      ledger.file().close();
      lock.close();
    } catch (IOException e) {
      throw new EmbeddedNetworkException("The ledger's files could not be closed", e);
    }
  }

  private GrpcDoors doors(Ecdsa ecdsa, Membership membership, EndorsementPolicy policy)
      throws IOException {
    Ledger opened = ledger.ledger();
    AccessControl access =
        new AccessControl(options.channel(), membership, opened, options.clock());
    List<Endorser> endorsers =
        Organizations.MSP_IDS.stream()
            .map(mspId -> new Endorser(organizations.peer(mspId), ecdsa, chaincode, opened))
            .toList();
    Peers peers = new Peers(endorsers, access, opened, options.chaincodeName());
    TransactionCheck check =
        new TransactionCheck(options.channel(), options.chaincodeName(), membership, policy);
    GatewayService gateway =
        new GatewayService(
            new Evaluating(peers),
            new Endorsing(peers, policy, threads, underway),
            new Submitting(access, check, committer),
            access,
            opened,
            new ChaincodeEventStream(opened));
    DeliverService deliver =
        new DeliverService(
            new DeliverSeek(access, opened, options.clock()),
            new FilteredBlocks(options.channel()));
    return GrpcDoors.open(
        List.of(gateway, deliver),
        threads,
        options.tlsPort(),
        organizations.tlsServer(),
        tlsRootCertificate());
  }

  private static FileChannel lock(Path dataFolder) {
    try {
      IdentityFiles.createPrivateFolder(dataFolder);
      FileChannel channel =
          FileChannel.open(
              dataFolder.resolve("network.lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      FileLock held = tryLock(channel);
      if (!held.isValid()) {
        throw new IOException("the lock was lost at once");
      }
      return channel;
    } catch (IOException e) {
      throw new EmbeddedNetworkException(
          "The data folder cannot be used, %s: %s".formatted(dataFolder, e.getMessage()), e);
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      FileLock held = channel.tryLock();
      if (held != null) {
        return held;
      }
    } catch (OverlappingFileLockException e) {
      // Held by another network of this very process; the same answer follows.
    }
    channel.close();
    throw new IOException("another embedded network uses it");
  }

  private static void abandon(
      FileChannel lock, ExecutorService threads, ChaincodeService chaincode) {
    chaincode.close();
    threads.shutdownNow();
    try {
      lock.close();
    } catch (IOException e) {
      throw new EmbeddedNetworkException("The data folder's lock could not be closed", e);
    }
  }
}
