package org.claimexchange.ledger.embedded;

import java.io.Serial;
import java.util.Optional;

/** A serialized identity that no organization of the channel stands for. */
final class NotAMemberException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final String knownMspId;

  /**
   * The organization is unknown, the bytes are no identity at all, or the organization did not
   * issue the certificate.
   */
  static NotAMemberException unknown() {
    return new NotAMemberException("", "creator org unknown, creator is malformed");
  }

  /** The organization issued the certificate, but to none of its members. */
  static NotAMemberException foreign(String mspId) {
    return new NotAMemberException(mspId, "the certificate is not a member's of " + mspId);
  }

  private NotAMemberException(String knownMspId, String message) {
    super(message);
    this.knownMspId = knownMspId;
  }

  Optional<String> knownMspId() {
    return knownMspId.isEmpty() ? Optional.empty() : Optional.of(knownMspId);
  }
}
