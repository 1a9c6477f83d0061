package org.claimexchange.server.vault;

import java.util.regex.Pattern;

/**
 * The name of a key: what it is for, and of which thing.
 *
 * @param use what it is for
 * @param id id of the thing, base64url characters only, at most 100
 */
public record KeyName(Use use, String id) {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,100}");

  /**
   * @throws IllegalArgumentException if the id could be taken for a path
   */
  public KeyName {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("a key's id is base64url characters only");
    }
  }

  /** What a key is for. */
  public enum Use {
    /** The one key of a kind of table, such as the registers. */
    TABLE,
    /** A request, its consent and their openings. */
    REQUEST,
    /** What was pulled under a release. */
    RELEASE,
    /** A sealed package. */
    PACKAGE
  }
}
