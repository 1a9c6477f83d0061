package org.claimexchange.ledger.embedded;

import com.google.protobuf.ByteString;
import java.util.HexFormat;

/**
 * The end that the next block is attached to.
 *
 * @param height number of blocks
 * @param headerHash hash of the last block's header, empty before the first
 * @param commitHash the last block's commit hash, empty before the first
 */
record LedgerTip(long height, ByteString headerHash, ByteString commitHash) {
  static final LedgerTip EMPTY = new LedgerTip(0, ByteString.EMPTY, ByteString.EMPTY);

  LedgerHeight toHeight() {
    return new LedgerHeight(height, HexFormat.of().formatHex(headerHash.toByteArray()));
  }
}
