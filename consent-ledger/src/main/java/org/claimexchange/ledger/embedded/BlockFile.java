package org.claimexchange.ledger.embedded;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32C;
import org.hyperledger.fabric.protos.common.Block;

/**
 * The ledger's one file, {@code ledger.blocks}. All numbers are big-endian.
 *
 * <pre>
 * file  = "CXBLOCK1" entry*
 * entry = length   4 bytes   of the block, in bytes
 *         check    4 bytes   CRC-32C of the block's number (8 bytes) and the length (4 bytes)
 *         block    length    common.Block, protobuf
 *         check    4 bytes   CRC-32C of the block
 *         end      4 bytes   "END\n"
 * </pre>
 *
 * An entry that the file ends in the middle of, or whose end was never written (zeros), is what a
 * power cut leaves: it is cut off at opening. Everything else that is not as above is damage. The
 * length has a check of its own, so that damage in it is not mistaken for a torn entry.
 */
final class BlockFile implements AutoCloseable {
  static final byte[] MAGIC = "CXBLOCK1".getBytes(StandardCharsets.US_ASCII);

  private static final byte[] END = "END\n".getBytes(StandardCharsets.US_ASCII);
  private static final int HEAD = 8;
  private static final int TAIL = 8;
  private static final int LARGEST_BLOCK = 256 * 1024 * 1024;

  /** Takes the blocks found at opening, in order. */
  interface Reader {
    void block(Block block, long offset);

    /** Called after the last block, before a torn end is cut off. */
    default void end() {}
  }

  private final FileChannel file;
  private final RandomAccessFile reading;
  private final List<Long> offsets = new ArrayList<>();
  private long end;

  private BlockFile(FileChannel file, RandomAccessFile reading) {
    this.file = file;
    this.reading = reading;
  }

  /**
   * Opens or makes the file, hands every block to the reader, cuts a torn end off, and stands ready
   * to append.
   *
   * @throws LedgerDamagedException for anything but a torn end
   */
  static BlockFile open(Path path, Reader reader) throws IOException {
    FileChannel channel =
        FileChannel.open(
            path,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    BlockFile opened = new BlockFile(channel, new RandomAccessFile(path.toFile(), "r"));
    try {
      opened.readAll(reader);
      return opened;
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  /**
   * Reads a file that is not to be changed; a torn end is left out of what the reader sees.
   *
   * @return how many bytes that torn end has
   */
  static long readOnly(Path path, Reader reader) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        BlockFile opened = new BlockFile(channel, new RandomAccessFile(path.toFile(), "r"))) {
      if (opened.readMagic()) {
        opened.readEntries(reader);
        return channel.size() - opened.end;
      }
      return channel.size();
    }
  }

  /** Appends and returns once the block is on the disk. One caller at a time. */
  void append(Block block) throws IOException {
    byte[] bytes = block.toByteArray();
    ByteBuffer entry = ByteBuffer.allocate(HEAD + bytes.length + TAIL);
    entry.putInt(bytes.length).putInt(lengthCheck(blockCount(), bytes.length));
    entry.put(bytes).putInt(check(bytes)).put(END).flip();
    int size = entry.remaining();
    long position = end;
    while (entry.hasRemaining()) {
      position += file.write(entry, position);
    }
    file.force(false);
    synchronized (offsets) {
      offsets.add(end);
    }
    end += size;
  }

  /** Where a block's entry starts, in bytes. */
  long offset(long number) {
    synchronized (offsets) {
      return offsets.get(Math.toIntExact(number));
    }
  }

  long blockCount() {
    synchronized (offsets) {
      return offsets.size();
    }
  }

  /**
   * Reads one block. Any thread may; one whose client goes away is interrupted, which would close a
   * channel for all, so this reads through a plain file.
   */
  Block read(long number) throws IOException {
    long offset = offset(number);
    byte[] bytes;
    synchronized (reading) {
      reading.seek(offset);
      bytes = new byte[reading.readInt()];
      reading.seek(offset + HEAD);
      reading.readFully(bytes);
    }
    return Block.parseFrom(bytes);
  }

  @Override
  public void close() throws IOException {
    file.close();
    reading.close();
  }

  private void readAll(Reader reader) throws IOException {
    if (!readMagic()) {
      file.truncate(0);
      file.write(ByteBuffer.wrap(MAGIC), 0);
      file.force(true);
      end = MAGIC.length;
      return;
    }
    readEntries(reader);
    if (end < file.size()) {
      file.truncate(end);
      file.force(true);
    }
  }

  /** Whether the file has its first bytes; a file cut within them holds no block yet. */
  private boolean readMagic() throws IOException {
    int present = (int) Math.min(file.size(), MAGIC.length);
    byte[] found = new byte[present];
    readFully(0, present).get(found);
    if (!Arrays.equals(found, Arrays.copyOf(MAGIC, present)) && !allZeros(0)) {
      throw new LedgerDamagedException(0, 0, "the file does not begin as a ledger does");
    }
    end = MAGIC.length;
    return Arrays.equals(found, MAGIC);
  }

  private void readEntries(Reader reader) throws IOException {
    try {
      readWholeEntries(reader);
    } catch (LedgerDamagedException e) {
      reader.end(); // What came before may be damaged too, and is named first.
      throw e;
    }
    reader.end();
  }

  private void readWholeEntries(Reader reader) throws IOException {
    long size = file.size();
    while (size - end >= HEAD) {
      long number = offsets.size();
      ByteBuffer head = readFully(end, HEAD);
      int length = head.getInt();
      if (head.getInt() != lengthCheck(number, length) || length <= 0 || length > LARGEST_BLOCK) {
        if (allZeros(end)) {
          return;
        }
        throw new LedgerDamagedException(
            number, end, "the length of its entry is not what was written");
      }
      if (size - end < (long) HEAD + length + TAIL) {
        return;
      }
      byte[] bytes = readFully(end + HEAD, length).array();
      ByteBuffer tail = readFully(end + HEAD + length, TAIL);
      boolean last = size - end == (long) HEAD + length + TAIL;
      if (last && tail.getLong(0) == 0) {
        return;
      }
      reader.block(checked(number, bytes, tail), end);
      offsets.add(end);
      end += (long) HEAD + length + TAIL;
    }
  }

  private Block checked(long number, byte[] bytes, ByteBuffer tail) {
    byte[] mark = new byte[END.length];
    int written = tail.getInt();
    tail.get(mark);
    if (written != check(bytes)) {
      throw new LedgerDamagedException(number, end, "its bytes do not match their checksum");
    }
    if (!Arrays.equals(mark, END)) {
      throw new LedgerDamagedException(number, end, "its end mark is not what was written");
    }
    try {
      return Slices.parse(Block.parser(), UnsafeByteOperations.unsafeWrap(bytes));
    } catch (InvalidProtocolBufferException e) {
      throw new LedgerDamagedException(number, end, "it is not a block");
    }
  }

  private ByteBuffer readFully(long position, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (file.read(buffer, position + buffer.position()) < 0) {
        throw new IOException("The block file became shorter while it was read");
      }
    }
    return buffer.flip();
  }

  /**
   * A file system may lengthen a file before the bytes arrive; after a power cut these are zeros.
   */
  private boolean allZeros(long from) throws IOException {
    long position = from;
    long size = file.size();
    while (position < size) {
      ByteBuffer chunk = readFully(position, (int) Math.min(1 << 16, size - position));
      position += chunk.remaining();
      while (chunk.hasRemaining()) {
        if (chunk.get() != 0) {
          return false;
        }
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
