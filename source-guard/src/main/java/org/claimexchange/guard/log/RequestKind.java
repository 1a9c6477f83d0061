package org.claimexchange.guard.log;

import java.util.Locale;

/** What was asked of the guard. */
public enum RequestKind {
  /** A nonce, or a session on evidence. */
  SESSION,
  /** One record. */
  READ,
  /** Records of one type, first page. */
  SEARCH,
  /** A further page. */
  PAGE,
  /** A file of the source's own, in its own format. */
  DOCUMENT,
  /** Anything else; it is always refused. */
  OTHER;

  /** As it stands in the log. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
