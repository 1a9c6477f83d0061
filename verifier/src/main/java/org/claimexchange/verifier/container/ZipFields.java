package org.claimexchange.verifier.container;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The headers of a ZIP file in their one form (PKWARE APPNOTE 6.3): 1 January 1980, no extra
 * fields, no comments, no attributes, sizes in the local header. {@link CanonicalZip} writes them
 * and {@link ContainerReader} demands them byte for byte, so none of them is free.
 */
final class ZipFields {

  static final int LOCAL = 0x04034b50;
  static final int CENTRAL = 0x02014b50;
  static final int END = 0x06054b50;
  static final int LOCAL_BYTES = 30;
  static final int STORED = 0;
  static final int DEFLATED = 8;

  private static final int CENTRAL_BYTES = 46;
  private static final int END_BYTES = 22;
  private static final short FIRST_DAY = 0x21;
  private static final short UTF8_NAME = 0x0800;
  private static final short VERSION_MADE_BY = 20;

  private ZipFields() {}

  /** What the headers say of one file. */
  record Entry(String name, int method, int crc, long compressed, long size, long offset) {

    byte[] nameBytes() {
      return name.getBytes(StandardCharsets.UTF_8);
    }

    private boolean ascii() {
      return name.chars().allMatch(character -> character < 0x80);
    }

    private void common(ByteBuffer out) {
      out.putShort((short) (method == STORED ? 10 : 20));
      out.putShort(ascii() ? 0 : UTF8_NAME);
      out.putShort((short) method);
      out.putShort((short) 0);
      out.putShort(FIRST_DAY);
      out.putInt(crc);
      out.putInt((int) compressed);
      out.putInt((int) size);
      out.putShort((short) nameBytes().length);
      out.putShort((short) 0);
    }

    byte[] local() {
      ByteBuffer out = buffer(LOCAL_BYTES + nameBytes().length);
      out.putInt(LOCAL);
      common(out);
      return out.put(nameBytes()).array();
    }

    byte[] central() {
      ByteBuffer out = buffer(CENTRAL_BYTES + nameBytes().length);
      out.putInt(CENTRAL);
      out.putShort(VERSION_MADE_BY);
      common(out);
      out.putShort((short) 0);
      out.putShort((short) 0);
      out.putShort((short) 0);
      out.putInt(0);
      out.putInt((int) offset);
      return out.put(nameBytes()).array();
    }
  }

  static byte[] end(int files, long directoryBytes, long directoryOffset) {
    ByteBuffer out = buffer(END_BYTES);
    out.putInt(END);
    out.putShort((short) 0);
    out.putShort((short) 0);
    out.putShort((short) files);
    out.putShort((short) files);
    out.putInt((int) directoryBytes);
    out.putInt((int) directoryOffset);
    out.putShort((short) 0);
    return out.array();
  }

  static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
