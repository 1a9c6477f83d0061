package org.claimexchange.agent.find;

/**
 * Why something could not be looked at, or not yet. Nothing of a person is in it.
 *
 * @param where what the configuration calls it: a pattern or a query
 * @param kind why
 */
public record Trouble(String where, Kind kind) {
  /** Reasons, each with what the operator can do. */
  public enum Kind {
    /** A number of the release cannot be part of a file name. */
    NOT_A_FILE_NAME("a number of this release holds characters that no file name here may hold"),
    /** There is more than is looked at. */
    TOO_MANY("more files, folders or rows than are looked at: narrow the pattern or the query"),
    /** A file is still being written. */
    BEING_WRITTEN("a file was written just now and is left for the next look"),
    /** A link stands where a file or folder should. */
    LINK("a symbolic link stands there and is not followed"),
    /** A file is larger than may go. */
    TOO_LARGE("a file is larger than 64 MB"),
    /** It could not be read. */
    UNREADABLE("it cannot be read: look at its rights, or at the database's message");

    private final String sentence;

    Kind(String sentence) {
      this.sentence = sentence;
    }

    /** For the operator. */
    public String sentence() {
      return sentence;
    }
  }
}
