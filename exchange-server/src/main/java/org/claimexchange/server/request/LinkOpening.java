package org.claimexchange.server.request;

/** What a one-time link opens. */
public sealed interface LinkOpening {
  /**
   * The request.
   *
   * @param request what is asked
   * @param forAnother whether the reader is not the subject but may act for them
   */
  record Opened(DataRequest request, boolean forAnother) implements LinkOpening {}

  /** The reader is neither the subject nor registered to act for them; nothing is shown. */
  record NotForReader() implements LinkOpening {}

  /** Unknown, expired or bound to another person: the three look the same. */
  record Closed() implements LinkOpening {}
}
