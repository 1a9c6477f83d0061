package org.claimexchange.model.source;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a source has for one part of a release, in its own formats: the answer of {@code POST
 * /documents}, the file {@code documents.json} of a drop, and the body with which an agent ends.
 *
 * @param type {@value #TYPE}
 * @param release id of the release
 * @param documents each file once
 * @param complete whether this is all; where it is not, more comes later and the source is waited
 *     for until the deadline
 */
public record DocumentList(
    String type, String release, List<SourceDocument> documents, boolean complete) {
  /** The type and version of this list. */
  public static final String TYPE = "claimexchange/documents/v1";

  /** The most files of one part. */
  public static final int MOST = 10_000;

  /**
   * @throws IllegalArgumentException if the type is another, a document stands twice, one shows a
   *     document that is not there or is itself only shown, or there are more than {@value #MOST}
   */
  public DocumentList {
    require(TYPE.equals(type), "a list of type " + TYPE);
    require(documents.size() <= MOST, "at most " + MOST + " documents");
    documents = List.copyOf(documents);
    Set<String> data = new HashSet<>();
    Set<String> all = new HashSet<>();
    for (SourceDocument document : documents) {
      require(all.add(document.document()), "each document once");
      if (document.shows().isEmpty()) {
        data.add(document.document());
      }
    }
    for (SourceDocument document : documents) {
      require(
          document.shows().isEmpty() || data.contains(document.shows()),
          "what is shown among the documents");
    }
  }

  private static void require(boolean holds, String expected) {
    if (!holds) {
      throw new IllegalArgumentException("expected " + expected);
    }
  }
}
