package org.claimexchange.ledger.embedded;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the chaincode running and gives each organization's peer its own stream to it. When the
 * process or a stream ends, the whole is stopped and started anew; who calls meanwhile waits for
 * it.
 */
final class ChaincodeService implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ChaincodeService.class.getName());
  private static final int LARGEST_MESSAGE = 100 * 1024 * 1024;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /** One life of the process. */
  private record Life(
      ChaincodeProcess process, ManagedChannel channel, Map<String, ChaincodeStream> streams) {
    void end() {
      streams.values().forEach(ChaincodeStream::close);
      channel.shutdownNow();
      process.stop();
    }
  }

  private final EmbeddedNetworkOptions options;
  private final List<String> mspIds;
  private final ExecutorService threads;
  private final String packageId;
  private CompletableFuture<Life> current = new CompletableFuture<>();
  private boolean closed;

  ChaincodeService(EmbeddedNetworkOptions options, List<String> mspIds, ExecutorService threads) {
    this.options = options;
    this.mspIds = List.copyOf(mspIds);
    this.threads = threads;
    this.packageId = options.chaincodeName() + ":" + Certificates.EVALUATION;
  }

  /** Starts the first life in the background. */
  void start() {
    CompletableFuture<Life> first = now();
    threads.execute(() -> begin(first));
  }

  /** Waits until the chaincode can be called. */
  void awaitReady() {
    try {
      now().get(options.startTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new EmbeddedNetworkException(
          "The chaincode cannot be started: %s. See chaincode.log in %s."
              .formatted(causeOf(e), options.dataFolder()),
          e);
    } catch (TimeoutException e) {
      throw new EmbeddedNetworkException(
          "The chaincode did not come up within %d s. See chaincode.log in %s."
              .formatted(options.startTimeout().toSeconds(), options.dataFolder()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedNetworkException("Interrupted while the chaincode was starting");
    }
  }

  ChaincodeAnswer execute(String mspId, ParsedProposal proposal, Simulation simulation)
      throws ChaincodeFailedException, InterruptedException {
    try {
      Life life = now().get(options.startTimeout().toMillis(), TimeUnit.MILLISECONDS);
      ChaincodeStream stream = life.streams().get(mspId);
      if (stream == null) {
        throw new ChaincodeFailedException("no peer of " + mspId + " runs the chaincode");
      }
      return stream.execute(proposal, simulation, options.executionTimeout());
    } catch (ExecutionException | TimeoutException e) {
      throw new ChaincodeFailedException("the chaincode is not running");
    }
  }

  /** The process' id while it runs; for those who watch over it. */
  java.util.OptionalLong pid() {
    CompletableFuture<Life> life = now();
    return life.isDone() && !life.isCompletedExceptionally()
        ? java.util.OptionalLong.of(life.join().process().pid())
        : java.util.OptionalLong.empty();
  }

  @Override
  public void close() {
    CompletableFuture<Life> last;
    synchronized (this) {
      closed = true;
      last = current;
    }
    last.completeExceptionally(new ChaincodeFailedException("the network is shutting down"));
    if (!last.isCompletedExceptionally()) {
      last.join().end();
    }
  }

  private synchronized CompletableFuture<Life> now() {
    return current;
  }

  /** A first start that fails is for the caller to hear of. */
  private void begin(CompletableFuture<Life> promise) {
    try {
      live(launch(promise), promise);
    } catch (IOException | TimeoutException | ChaincodeFailedException e) {
      promise.completeExceptionally(e);
    } catch (InterruptedException e) {
      promise.completeExceptionally(e);
      Thread.currentThread().interrupt();
    }
  }

  private Life launch(CompletableFuture<Life> promise)
      throws IOException, InterruptedException, TimeoutException, ChaincodeFailedException {
    ChaincodeProcess process =
        ChaincodeProcess.start(options.chaincode(), options.dataFolder(), packageId);
    @Nullable ManagedChannel channel = null;
    try {
      process.awaitServer(options.startTimeout());
      channel =
          NettyChannelBuilder.forAddress(process.address())
              .usePlaintext()
              // Each request is answered from memory, so handing it to another thread costs more.
              .directExecutor()
              .maxInboundMessageSize(LARGEST_MESSAGE)
              .build();
      return new Life(process, channel, streams(channel, () -> renew(promise)));
    } catch (IOException | InterruptedException | TimeoutException | ChaincodeFailedException e) {
      if (channel != null) {
        channel.shutdownNow();
      }
      process.stop();
      throw e;
    }
  }

  /** Watching begins only now, so what ended before is noticed here. */
  private void live(Life life, CompletableFuture<Life> promise) {
    if (!promise.complete(life)) {
      life.end();
      return;
    }
    life.process().onExit(() -> renew(promise));
    if (!life.streams().values().stream().allMatch(ChaincodeStream::isOpen)) {
      renew(promise);
    }
  }

  /** One after another: the shim's state machine is shared by its streams while one registers. */
  private Map<String, ChaincodeStream> streams(ManagedChannel channel, Runnable ended)
      throws ChaincodeFailedException, InterruptedException {
    Map<String, ChaincodeStream> streams = new LinkedHashMap<>();
    for (String mspId : mspIds) {
      streams.put(
          mspId,
          ChaincodeStream.open(
              channel, packageId, options.chaincodeName(), options.startTimeout(), ended));
    }
    return Map.copyOf(streams);
  }

  private void renew(CompletableFuture<Life> ended) {
    CompletableFuture<Life> next;
    synchronized (this) {
      if (closed || current != ended || !ended.isDone()) {
        return;
      }
      next = new CompletableFuture<>();
      current = next;
    }
    LOG.log(System.Logger.Level.WARNING, "The chaincode's process ended and is started again");
    threads.execute(() -> again(ended, next));
  }

  private void again(CompletableFuture<Life> ended, CompletableFuture<Life> next) {
    ended.join().end();
    Duration pause = FIRST_PAUSE;
    while (!next.isDone()) {
      try {
        live(launch(next), next);
      } catch (IOException | TimeoutException | ChaincodeFailedException e) {
        LOG.log(
            System.Logger.Level.ERROR,
            "The chaincode could not be started again, see chaincode.log");
        pause(pause);
        Duration longer = pause.multipliedBy(2);
        pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        next.completeExceptionally(e);
      }
    }
  }

  private static void pause(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String causeOf(ExecutionException e) {
    Throwable cause = e.getCause();
    String message = cause == null ? null : cause.getMessage();
    return message == null ? "unknown cause" : message;
  }
}
