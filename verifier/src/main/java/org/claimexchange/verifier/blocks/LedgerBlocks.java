package org.claimexchange.verifier.blocks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;

/**
 * Reads blocks in order, from the first: each must carry its number, name the header before it and
 * hold the transactions that its header names. What the peers judged void is passed over. That
 * verdict is each peer's own writing and under no hash: it is believed, so the blocks should come
 * from a peer of the reader's own.
 */
public final class LedgerBlocks {
  /** In bytes; no network that this product speaks to makes larger ones. */
  static final int LARGEST_BLOCK = 256 * 1024 * 1024;

  private final TransactionSignatures signatures;

  /** Takes the transactions that took effect, in their order. */
  @FunctionalInterface
  public interface Reader {
    void transaction(LedgerTransaction transaction);
  }

  /**
   * @param roots root certificates by MSP id, under which each transaction's signatures are
   *     checked; empty checks none
   */
  public LedgerBlocks(Map<String, List<X509Certificate>> roots) {
    this.signatures = new TransactionSignatures(roots);
  }

  /**
   * Reads all blocks.
   *
   * @param blocks the embedded network's file, or a folder of fetched blocks
   * @throws BlocksException at the first block that does not hold
   * @throws IOException if they cannot be read
   */
  public LedgerEnd read(Path blocks, Reader reader) throws BlocksException, IOException {
    BlockChain chain = new BlockChain(signatures, reader);
    boolean torn = false;
    if (Files.isDirectory(blocks)) {
      FetchedBlocks.read(blocks, chain);
    } else {
      torn = EmbeddedBlockFile.read(blocks, chain);
    }
    if (chain.height() == 0) {
      throw new BlocksException(BlockDefect.NOT_BLOCKS, 0);
    }
    return chain.end(torn);
  }
}
