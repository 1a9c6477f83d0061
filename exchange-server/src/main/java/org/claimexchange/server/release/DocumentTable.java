package org.claimexchange.server.release;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.claimexchange.model.source.SourceDocument;
import org.claimexchange.server.vault.PersonTags;
import org.claimexchange.server.vault.SealedBytes;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The files that sources sent in their own formats, sealed under the key of their release in chunks
 * of a megabyte. Name and type are as personal as the bytes, so they are sealed too.
 */
public final class DocumentTable {
  private static final int CHUNK = 1 << 20;

  private final JdbcClient jdbc;
  private final SealedBytes sealed;
  private final PersonTags tags;
  private final ReleaseTable releases;

  DocumentTable(JdbcClient jdbc, SealedBytes sealed, PersonTags tags, ReleaseTable releases) {
    this.jdbc = jdbc;
    this.sealed = sealed;
    this.tags = tags;
    this.releases = releases;
  }

  /** The files of a part, in the order of their names. */
  public List<SourceDocument> of(PullRow pull) {
    return jdbc
        .sql("select name_tag, about from pulled_document where release = ? and part = ?")
        .params(pull.release(), pull.part())
        .query((r, n) -> about(pull, r.getString(1), r.getBytes(2)))
        .list()
        .stream()
        .sorted(Comparator.comparing(SourceDocument::document))
        .toList();
  }

  /** The files of a part, by their names. */
  public Map<String, SourceDocument> byName(PullRow pull) {
    return of(pull).stream()
        .collect(Collectors.toMap(SourceDocument::document, Function.identity()));
  }

  /** How much of a part is kept. */
  public Volume volume(PullRow pull) {
    return jdbc.sql(
            """
            select count(*), coalesce(sum(bytes), 0) from pulled_document
            where release = ? and part = ?
            """)
        .params(pull.release(), pull.part())
        .query((r, n) -> new Volume(r.getInt(1), r.getLong(2)))
        .single();
  }

  /**
   * How much is kept.
   *
   * @param documents how many files
   * @param bytes of all of them
   */
  public record Volume(int documents, long bytes) {}

  /** What a file of this name was announced as; empty list where there is none. */
  public List<SourceDocument> find(PullRow pull, String document) {
    String tag = tag(pull, document);
    return jdbc.sql(
            "select about from pulled_document where release = ? and part = ? and name_tag = ?")
        .params(pull.release(), pull.part(), tag)
        .query((r, n) -> about(pull, tag, r.getBytes(1)))
        .list();
  }

  /**
   * Keeps a file, in the caller's transaction; one of its name that is there stays. The release's
   * row is held, so that stopping it and keeping a file cannot pass each other.
   *
   * @return whether it was kept
   * @throws ReleaseStoppedException once the release is stopped
   */
  public boolean keep(PullRow pull, SourceDocument document, byte[] bytes) {
    releases.holdOpen(pull.release());
    String tag = tag(pull, document.document());
    boolean fresh =
        jdbc.sql(
                    """
                    insert into pulled_document (release, part, name_tag, about, bytes)
                    values (?, ?, ?, ?, ?) on conflict do nothing
                    """)
                .params(
                    pull.release(),
                    pull.part(),
                    tag,
                    sealed.sealValue(
                        ReleaseTable.key(pull.release()), context(pull, tag, "about"), document),
                    document.size())
                .update()
            == 1;
    for (int chunk = 0; fresh && (long) chunk * CHUNK < bytes.length; chunk++) {
      int from = chunk * CHUNK;
      byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(from + CHUNK, bytes.length));
      jdbc.sql(
              """
              insert into pulled_chunk (release, part, name_tag, chunk, content)
              values (?, ?, ?, ?, ?)
              """)
          .params(
              pull.release(),
              pull.part(),
              tag,
              chunk,
              sealed.seal(
                  ReleaseTable.key(pull.release()),
                  context(pull, tag, Integer.toString(chunk)),
                  piece))
          .update();
    }
    return fresh;
  }

  /**
   * A file's bytes, one chunk in memory at a time. At their end it fails with an {@link
   * IOException} if they are not those that were kept.
   */
  public InputStream open(PullRow pull, SourceDocument document) {
    String tag = tag(pull, document.document());
    return new WholeStream(new ChunkStream(chunk -> chunk(pull, tag, chunk)), document);
  }

  /**
   * All bytes of a file.
   *
   * @throws IllegalStateException if they are not those that were kept
   */
  public byte[] bytes(PullRow pull, SourceDocument document) {
    try (InputStream in = open(pull, document)) {
      // One more than there are: so the end is met, where they are judged.
      return in.readNBytes(Math.addExact(Math.toIntExact(document.size()), 1));
    } catch (IOException e) {
      throw new IllegalStateException("a file that was kept cannot be read", e);
    }
  }

  /** Of the files of a part, those stay that are named, in the caller's transaction. */
  public void only(PullRow pull, List<SourceDocument> named) {
    List<String> stay = named.stream().map(one -> tag(pull, one.document())).toList();
    jdbc
        .sql(
            """
            select name_tag from pulled_document where release = ? and part = ?
            """)
        .params(pull.release(), pull.part())
        .query(String.class)
        .list()
        .stream()
        .filter(tag -> !stay.contains(tag))
        .forEach(tag ->
            jdbc.sql("delete from pulled_document where release = ? and part = ? and name_tag = ?")
                .params(pull.release(), pull.part(), tag)
                .update());
  }

  private byte[] chunk(PullRow pull, String tag, int chunk) {
    return jdbc.sql(
            """
            select content from pulled_chunk
            where release = ? and part = ? and name_tag = ? and chunk = ?
            """)
        .params(pull.release(), pull.part(), tag, chunk)
        .query((r, n) ->
            sealed.open(
                ReleaseTable.key(pull.release()),
                context(pull, tag, Integer.toString(chunk)),
                Objects.requireNonNull(r.getBytes(1))))
        .optional()
        .orElseGet(() -> new byte[0]);
  }

  private SourceDocument about(PullRow pull, String tag, byte[] about) {
    return sealed.openValue(
        ReleaseTable.key(pull.release()), context(pull, tag, "about"), about, SourceDocument.class);
  }

  private String tag(PullRow pull, String document) {
    return tags.of("document", PullRow.stepObject(pull.release(), pull.part()), document);
  }

  private static String context(PullRow pull, String tag, String what) {
    return "document/" + pull.release() + "/" + pull.part() + "/" + tag + "/" + what;
  }
}
