package org.claimexchange.verifier.trace;

import java.util.Locale;

/** Where a consent stands when its story is told. */
public enum StoryState {
  ACTIVE("有效"),
  USED_UP("次数用完"),
  EXPIRED("已到期"),
  WITHDRAWN("已撤回"),
  /** withdrawn before its grant stood on the ledger, where it never came to stand. */
  NEVER_STOOD("生效前已撤回"),
  /** the feed does not tell its terms. */
  UNKNOWN("期限不明");

  private final String word;

  StoryState(String word) {
    this.word = word;
  }

  /** In Chinese. */
  public String word() {
    return word;
  }

  /** For programs. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
