package org.claimexchange.benchmarks;

import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.claimexchange.ledger.LedgerBlock;
import org.claimexchange.ledger.embedded.NetworkIdentity;
import org.claimexchange.ledger.gateway.GatewaySettings;
import org.hyperledger.fabric.client.CommitStatusException;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.Hash;
import org.hyperledger.fabric.client.Status;
import org.hyperledger.fabric.client.SubmitException;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.client.identity.X509Identity;

/**
 * The Gateway SDK and nothing else, with {@link BareContract}: keys and bytes that grants wrote on
 * another ledger, endorsed by the same two organizations.
 */
final class BareLoad implements Load, AutoCloseable {
  private static final int PREPARING = 64;
  private static final int ATTEMPTS = 50;
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final String[] ENDORSERS = {"RegulatorMSP", "ExchangeMSP"};

  private final Gateway gateway;
  private final Contract contract;
  private final CallTimes times = new CallTimes();
  private final WrittenByGrants writes;
  private final Supplier<CpuUsed> cpu;

  /**
   * @param writes what to write, each once
   * @param cpu processor time so far
   */
  BareLoad(
      Channel channel, NetworkIdentity identity, WrittenByGrants writes, Supplier<CpuUsed> cpu) {
    this.cpu = cpu;
    this.gateway =
        Gateway.newInstance()
            .connection(ClientInterceptors.intercept(channel, times))
            .identity(new X509Identity(identity.mspId(), identity.certificate()))
            .signer(Signers.newPrivateKeySigner(identity.privateKey()))
            .hash(Hash.SHA256)
            .connect();
    this.contract =
        gateway.getNetwork(GatewaySettings.CHANNEL).getContract(GatewaySettings.CHAINCODE);
    this.writes = writes;
  }

  @Override
  public String name() {
    return "bare SDK, Fabric";
  }

  @Override
  public CallTimes times() {
    return times;
  }

  @Override
  public CpuUsed cpu() {
    return cpu.get();
  }

  /** With the requests written before, as for the other: both ledgers hold the same then. */
  @Override
  public List<LongSupplier> prepared(int grants) throws Exception {
    Callers.atATime(PREPARING, writes.takeRequests(grants).toList(), one -> write(arguments(one)));
    return writes.takeGrants(grants).map(BareLoad::arguments).map(this::call).toList();
  }

  private LongSupplier call(byte[][] arguments) {
    return () -> write(arguments);
  }

  private static byte[][] arguments(LedgerBlock.Written transaction) {
    return transaction.changes().stream()
        .flatMap(one -> Stream.of(key(one), one.value()))
        .toArray(byte[][]::new);
  }

  private long write(byte[][] arguments) {
    try {
      Status status = endorsed(arguments).submitAsync().getStatus();
      if (!status.isSuccessful()) {
        throw new IllegalStateException("expected a valid transaction, found " + status.getCode());
      }
      return status.getBlockNumber();
    } catch (EndorseException | SubmitException | CommitStatusException e) {
      throw new IllegalStateException("expected a committed transaction", e);
    }
  }

  /** Asks again where a Gateway has just lost sight of another organization's peer. */
  private Transaction endorsed(byte[][] arguments) throws EndorseException {
    for (int left = ATTEMPTS; ; left--) {
      try {
        return contract
            .newProposal("put")
            .addArguments(arguments)
            .setEndorsingOrganizations(ENDORSERS)
            .build()
            .endorse();
      } catch (EndorseException e) {
        if (left == 0 || e.getStatus().getCode() != io.grpc.Status.Code.UNAVAILABLE) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  /** A composite key as Fabric writes it: a zero character, then one behind each part. */
  private static byte[] key(LedgerBlock.Change change) {
    String zero = "\u0000";
    return (zero + change.kind() + zero + change.id().replace("/", zero) + zero)
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    gateway.close();
  }
}
