package org.claimexchange.server.feed;

/**
 * A transaction of a case that must not be handed in, since its openings could not be kept for the
 * regulator.
 */
public final class FeedClosedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Expected, found, what to do. */
  static final String WHY =
      "expected a regulator in the participants' register with an encryption certificate that"
          + " counts now, for RSA of 2048 bits or more or for P-256, and found none; have the"
          + " regulator register one, then send it again";

  FeedClosedException() {
    super(WHY);
  }
}
