package org.claimexchange.server.delivery;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.server.sealing.PackageSealer;
import org.claimexchange.server.sealing.SealedPackage;
import org.claimexchange.server.vault.Ids;
import org.claimexchange.server.vault.KeyName;
import org.claimexchange.server.vault.SealedBytes;
import org.claimexchange.server.vault.Vault;
import org.claimexchange.verifier.envelope.ContentCipher;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Sealed packages, in chunks of a megabyte, each encrypted once more under a key of this package
 * that is not in the database: destroying the key erases the package wherever copies of it lie.
 */
final class PackageStore {
  private static final int CHUNK = 1 << 20;

  private final JdbcClient jdbc;
  private final SealedBytes sealed;
  private final Vault vault;
  private final Ids ids;

  PackageStore(JdbcClient jdbc, SealedBytes sealed, Vault vault, Ids ids) {
    this.jdbc = jdbc;
    this.sealed = sealed;
    this.vault = vault;
    this.ids = ids;
  }

  /**
   * A package in the store.
   *
   * @param key id of its key
   * @param digest what stands on the ledger for it
   * @param bytes how many, of all its files
   */
  record Stored(String key, Digest digest, long bytes) {}

  /** A place for a new package; its key is fresh, so that nothing is shared with a broken try. */
  Writer write(String delivery) {
    return new Writer(delivery, ids.id());
  }

  /**
   * Takes a package's bytes, one sealed file after the other; they are kept when {@link #keep} is
   * called.
   */
  final class Writer extends OutputStream implements PackageSealer.Sinks {
    private final String delivery;
    private final String key;
    private final List<byte[]> chunks = new ArrayList<>();
    private final List<Integer> begins = new ArrayList<>();
    private final ByteArrayOutputStream open = new ByteArrayOutputStream();

    private Writer(String delivery, String key) {
      this.delivery = delivery;
      this.key = key;
    }

    @Override
    public OutputStream of(ContentCipher cipher) {
      if (open.size() > 0) {
        closeChunk();
      }
      begins.add(chunks.size());
      return this;
    }

    @Override
    public void write(int b) {
      open.write(b);
      closeFullChunk();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      int from = offset;
      int left = length;
      while (left > 0) {
        int part = Math.min(left, CHUNK - open.size());
        open.write(bytes, from, part);
        closeFullChunk();
        from += part;
        left -= part;
      }
    }

    private void closeFullChunk() {
      if (open.size() >= CHUNK) {
        closeChunk();
      }
    }

    private void closeChunk() {
      chunks.add(sealed.seal(name(key), context(delivery, chunks.size()), open.toByteArray()));
      open.reset();
    }

    /** What it will be in the store. */
    Stored stored(Digest digest, long bytes) {
      return new Stored(key, digest, bytes);
    }

    /** Keeps it, in the caller's transaction; what an earlier try left is gone. */
    void keep(List<SealedPackage.Envelope> files) {
      if (open.size() > 0) {
        closeChunk();
      }
      erase(delivery);
      jdbc.sql("delete from sealed_file where delivery = ?").param(delivery).update();
      for (int i = 0; i < chunks.size(); i++) {
        jdbc.sql("insert into package_chunk (delivery, chunk, content) values (?, ?, ?)")
            .params(delivery, i, chunks.get(i))
            .update();
      }
      for (int place = 0; place < files.size(); place++) {
        int end = place + 1 < begins.size() ? begins.get(place + 1) : chunks.size();
        keep(place, files.get(place), begins.get(place), end);
      }
    }

    private void keep(int place, SealedPackage.Envelope file, int begin, int end) {
      jdbc.sql(
              """
              insert into sealed_file (delivery, place, cipher, digest, bytes, first_chunk, chunks)
              values (?, ?, ?, ?, ?, ?, ?)
              """)
          .params(
              delivery,
              place,
              file.cipher().name(),
              file.digest().value(),
              file.size(),
              begin,
              end - begin)
          .update();
    }

    String key() {
      return key;
    }
  }

  /** The sealed files of a package, in the order of their list; they stay known once erased. */
  List<StoredFile> files(DeliveryRow row) {
    List<StoredFile> files =
        jdbc.sql(
                """
                select cipher, digest, bytes, first_chunk, chunks from sealed_file
                where delivery = ? order by place
                """)
            .param(row.id())
            .query((r, n) ->
                new StoredFile(
                    ContentCipher.valueOf(r.getString("cipher")),
                    new Digest(r.getString("digest")),
                    r.getLong("bytes"),
                    r.getInt("first_chunk"),
                    r.getInt("chunks")))
            .list();
    return files.isEmpty()
        ? List.of(
            new StoredFile(
                ContentCipher.AES_256_GCM, row.sealed(), row.bytes(), 0, chunks(row.bytes())))
        : files;
  }

  private static int chunks(long bytes) {
    return Math.toIntExact((bytes + CHUNK - 1) / CHUNK);
  }

  /**
   * Makes sure, before the first byte of a sealed file goes out, that every chunk is there.
   *
   * @throws IncompletePackageException if one is not
   */
  void isWhole(DeliveryRow row, StoredFile file) throws IncompletePackageException {
    long end = (long) file.firstChunk() + file.chunks();
    long found =
        jdbc.sql(
                """
                select count(*) from package_chunk
                where delivery = ? and chunk >= ? and chunk < ?
                """)
            .params(row.id(), file.firstChunk(), end)
            .query(Long.class)
            .single();
    if (found != file.chunks()) {
      throw new IncompletePackageException(
          "expected " + file.chunks() + " chunks of the sealed file, found " + found);
    }
  }

  /**
   * Writes a sealed file out, chunk by chunk.
   *
   * @throws IncompletePackageException if a chunk is not there, or the file is of another length
   *     than it should be; what was written before is no file then
   */
  void read(DeliveryRow row, StoredFile file, OutputStream out) throws IOException {
    long written = 0;
    for (int i = 0; i < file.chunks(); i++) {
      int chunk = file.firstChunk() + i;
      List<byte[]> content =
          jdbc.sql("select content from package_chunk where delivery = ? and chunk = ?")
              .params(row.id(), chunk)
              .query((r, n) -> r.getBytes(1))
              .list();
      if (content.isEmpty()) {
        throw new IncompletePackageException(
            "expected " + file.chunks() + " chunks of the sealed file, found " + i);
      }
      byte[] open =
          sealed.open(name(row.packageKey()), context(row.id(), chunk), content.getFirst());
      out.write(open);
      written += open.length;
    }
    if (written != file.bytes()) {
      throw new IncompletePackageException(
          "expected a sealed file of " + file.bytes() + " bytes, found " + written);
    }
  }

  /** The chunks go, in the caller's transaction. */
  void erase(String delivery) {
    jdbc.sql("delete from package_chunk where delivery = ?").param(delivery).update();
  }

  /** The key goes: whatever copy there is cannot be read any more. */
  void destroyKey(String key) {
    vault.destroy(name(key));
  }

  private static KeyName name(String key) {
    return new KeyName(KeyName.Use.PACKAGE, key);
  }

  private static String context(String delivery, int chunk) {
    return "package_chunk/" + delivery + "/" + chunk;
  }
}
