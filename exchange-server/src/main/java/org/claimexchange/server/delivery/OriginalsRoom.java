package org.claimexchange.server.delivery;

/**
 * What sources' own files have taken of a package so far. What the sealer would refuse as too much
 * must not end a claim whose records have all come, so files stop before that.
 *
 * @param files how many
 * @param bytes of all of them
 */
record OriginalsRoom(int files, long bytes) {
  /** Some fewer than the sealer takes. */
  static final int MOST_FILES = 900;

  /** Of the half gigabyte of a package; the rest is for documents, PDF and tables. */
  static final long MOST_BYTES = 384L << 20;

  /** A package without files. */
  static OriginalsRoom untouched() {
    return new OriginalsRoom(0, 0);
  }

  /** Whether there is room for one more of this size. */
  boolean holds(long size) {
    return files < MOST_FILES && size <= MOST_BYTES - bytes;
  }

  /** With one more of this size. */
  OriginalsRoom with(long size) {
    return new OriginalsRoom(files + 1, bytes + size);
  }
}
