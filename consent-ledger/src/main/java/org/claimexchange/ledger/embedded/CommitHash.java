package org.claimexchange.ledger.embedded;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;

/**
 * Fabric's commit hash: a chain over what each block did to the state, which its header says
 * nothing about. It is the SHA-256 of the length of the validation codes (varint), the codes, the
 * updates (a protobuf message of the writes that took effect, in the order of their keys, with
 * their versions) and the commit hash before.
 */
final class CommitHash {
  private static final int FIELD_WRITES = 1;
  private static final int FIELD_NAMESPACE = 1;
  private static final int FIELD_KEY = 3;
  private static final int FIELD_DELETED = 4;
  private static final int FIELD_VALUE = 5;
  private static final int FIELD_VERSION = 6;
  private static final int SMALL_BUFFER = 256;

  private record Update(KVWrite write, Version version) {}

  private final String chaincodeName;
  private final SortedMap<ByteString, Update> updates =
      new TreeMap<>(ByteString.unsignedLexicographicalComparator());

  CommitHash(String chaincodeName) {
    this.chaincodeName = chaincodeName;
  }

  /** A write that took effect; the last one to a key stays. */
  void add(KVWrite write, Version version) {
    updates.put(write.getKeyBytes(), new Update(write, version));
  }

  ByteString of(ByteString codes, ByteString previous) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      out.writeUInt64NoTag(codes.size());
      out.writeRawBytes(codes);
      writeUpdates(out);
      out.writeRawBytes(previous);
      out.flush();
      return ByteString.copyFrom(Digests.sha256(bytes.toByteArray()));
    } catch (IOException e) {
      throw new IllegalStateException("Writing to memory cannot fail", e);
    }
  }

  private void writeUpdates(CodedOutputStream out) throws IOException {
    boolean first = true;
    for (Update update : updates.values()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      CodedOutputStream message = CodedOutputStream.newInstance(bytes, SMALL_BUFFER);
      if (first) {
        message.writeString(FIELD_NAMESPACE, chaincodeName);
        first = false;
      }
      message.writeBytes(FIELD_KEY, update.write().getKeyBytes());
      if (update.write().getIsDelete()) {
        message.writeBool(FIELD_DELETED, true);
      } else {
        message.writeBytes(FIELD_VALUE, update.write().getValue());
      }
      message.writeByteArray(FIELD_VERSION, versionBytes(update.version()));
      message.flush();
      out.writeByteArray(FIELD_WRITES, bytes.toByteArray());
    }
  }

  /** Both numbers, each as its count of bytes and its bytes without leading zeros. */
  private static byte[] versionBytes(Version version) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (long number : new long[] {version.block(), version.transaction()}) {
      int size = (Long.SIZE - Long.numberOfLeadingZeros(number) + Byte.SIZE - 1) / Byte.SIZE;
      bytes.write(size);
      bytes.write(ByteBuffer.allocate(Long.BYTES).putLong(number).array(), Long.BYTES - size, size);
    }
    return bytes.toByteArray();
  }
}
