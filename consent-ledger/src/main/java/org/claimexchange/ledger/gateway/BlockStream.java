package org.claimexchange.ledger.gateway;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Status.Code;
import java.util.concurrent.atomic.AtomicBoolean;
import org.claimexchange.ledger.LedgerBlock;
import org.claimexchange.ledger.LedgerBlocks;
import org.claimexchange.ledger.LedgerUnavailableException;
import org.hyperledger.fabric.client.CloseableIterator;
import org.hyperledger.fabric.client.GatewayRuntimeException;
import org.hyperledger.fabric.client.Network;
import org.hyperledger.fabric.protos.common.Block;

/** Full blocks as the peer's Deliver service hands them out. */
final class BlockStream {
  private final Network network;
  private final BlockReader reader;

  BlockStream(Network network, String chaincode) {
    this.network = network;
    this.reader = new BlockReader(chaincode);
  }

  LedgerBlocks from(long firstBlock) {
    return new Stream(
        network.newBlockEventsRequest().startBlock(firstBlock).build().getEvents(), reader);
  }

  private static final class Stream implements LedgerBlocks {
    private final CloseableIterator<Block> blocks;
    private final BlockReader reader;
    private final AtomicBoolean closed = new AtomicBoolean();

    Stream(CloseableIterator<Block> blocks, BlockReader reader) {
      this.blocks = blocks;
      this.reader = reader;
    }

    @Override
    public boolean hasNext() {
      try {
        return blocks.hasNext();
      } catch (GatewayRuntimeException e) {
        if (closed.get() || e.getStatus().getCode() == Code.CANCELLED) {
          return false;
        }
        throw new LedgerUnavailableException("blocks: " + e.getStatus().getCode());
      }
    }

    @Override
    public LedgerBlock next() {
      Block block = blocks.next();
      try {
        return reader.read(block);
      } catch (InvalidProtocolBufferException e) {
        throw new LedgerUnavailableException(
            "block " + block.getHeader().getNumber() + " cannot be read");
      }
    }

    @Override
    public void close() {
      closed.set(true);
      blocks.close();
    }
  }
}
