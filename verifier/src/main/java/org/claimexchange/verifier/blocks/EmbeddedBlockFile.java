package org.claimexchange.verifier.blocks;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The embedded network's {@code ledger.blocks}. All numbers are big-endian.
 *
 * <pre>
 * file  = "CXBLOCK1" entry*
 * entry = length 4, CRC-32C of the block's number (8) and the length 4,
 *         common.Block, its CRC-32C 4, "END\n" 4
 * </pre>
 *
 * An entry that the file ends in the middle of, or whose end was never written (zeros), is left out
 * and said: so ends a file that was copied while it was written, or cut. All else that is not as
 * above is damage.
 */
final class EmbeddedBlockFile {
  private static final byte[] MAGIC = "CXBLOCK1".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] END = "END\n".getBytes(StandardCharsets.US_ASCII);
  private static final int HEAD = 8;
  private static final int TAIL = 8;

  private final DataInputStream in;
  private final BlockChain chain;
  private long left;

  private EmbeddedBlockFile(DataInputStream in, long size, BlockChain chain) {
    this.in = in;
    this.left = size;
    this.chain = chain;
  }

  /** Reads all of the file; whether its end is torn. */
  static boolean read(Path file, BlockChain chain) throws BlocksException, IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      return new EmbeddedBlockFile(in, Files.size(file), chain).readAll();
    }
  }

  private boolean readAll() throws BlocksException, IOException {
    if (left < MAGIC.length || !Arrays.equals(bytes(MAGIC.length), MAGIC)) {
      throw new BlocksException(BlockDefect.NOT_BLOCKS, 0);
    }
    while (left >= HEAD) {
      if (!readEntry()) {
        return true;
      }
    }
    return left > 0;
  }

  /** Whether there was a whole entry. */
  private boolean readEntry() throws BlocksException, IOException {
    long number = chain.height();
    byte[] head = bytes(HEAD);
    int length = ByteBuffer.wrap(head).getInt(0);
    if (ByteBuffer.wrap(head).getInt(Integer.BYTES) != lengthCheck(number, length) || length <= 0) {
      if (zeros(head) && onlyZerosLeft()) {
        return false;
      }
      throw new BlocksException(BlockDefect.LENGTH, number);
    }
    if (length > LedgerBlocks.LARGEST_BLOCK) {
      throw new BlocksException(BlockDefect.TOO_LARGE, number);
    }
    if (left < (long) length + TAIL) {
      return false;
    }
    byte[] block = bytes(length);
    byte[] tail = bytes(TAIL);
    if (left == 0 && zeros(tail)) {
      return false;
    }
    if (ByteBuffer.wrap(tail).getInt() != check(block)) {
      throw new BlocksException(BlockDefect.CHECKSUM, number);
    }
    if (!Arrays.equals(tail, Integer.BYTES, TAIL, END, 0, END.length)) {
      throw new BlocksException(BlockDefect.END_MARK, number);
    }
    chain.take(block);
    return true;
  }

  private byte[] bytes(int count) throws IOException {
    byte[] bytes = new byte[count];
    in.readFully(bytes);
    left -= count;
    return bytes;
  }

  private boolean onlyZerosLeft() throws IOException {
    while (left > 0) {
      if (!zeros(bytes((int) Math.min(left, 1 << 16)))) {
        return false;
      }
    }
    return true;
  }

  private static boolean zeros(byte[] bytes) {
    for (byte each : bytes) {
      if (each != 0) {
        return false;
      }
    }
    return true;
  }

  private static int lengthCheck(long number, int length) {
    return check(ByteBuffer.allocate(12).putLong(number).putInt(length).array());
  }

  private static int check(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
