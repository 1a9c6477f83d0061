package org.claimexchange.guard.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.claimexchange.model.json.MalformedJsonException;
import org.claimexchange.verifier.blocks.BlocksException;
import org.claimexchange.verifier.blocks.LedgerBlocks;
import org.claimexchange.verifier.blocks.LedgerEnd;

/**
 * Releases as the ledger's blocks tell them. The chain of the blocks is checked, signatures are
 * not: take them from a peer of your own.
 *
 * @param releases what was recorded
 * @param end how far the blocks reach; what came later is not known
 */
public record BlockReleases(RecordedReleases releases, LedgerEnd end) implements LedgerReleases {
  /** The contract's name on the channel. */
  private static final String CHAINCODE = "consent";

  /**
   * Reads blocks.
   *
   * @param blocks the embedded network's file, or a folder of fetched blocks
   * @throws BlocksException at the first block that does not hold
   * @throws MalformedJsonException if a release or consent is not what the contract writes
   * @throws IOException if they cannot be read
   */
  public static BlockReleases read(Path blocks) throws BlocksException, IOException {
    var releases = new RecordedReleases();
    var end =
        new LedgerBlocks(Map.of())
            .read(
                blocks,
                transaction -> {
                  if (transaction.chaincode().equals(CHAINCODE)) {
                    releases.take(transaction.time(), transaction.writes());
                  }
                });
    return new BlockReleases(releases, end);
  }

  @Override
  public Optional<LedgerRelease> find(String release) {
    return releases.find(release);
  }
}
