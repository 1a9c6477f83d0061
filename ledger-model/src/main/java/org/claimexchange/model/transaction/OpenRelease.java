package org.claimexchange.model.transaction;

import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.Proven;
import org.claimexchange.model.release.ReleaseBody;

/** Opens one release under a consent; counts as one use. Called by the operator. */
public record OpenRelease(Open open, Hidden hidden) implements Transaction {
  /** The contract's function. */
  public static final String FUNCTION = "openRelease";

  /**
   * What stands in the block.
   *
   * @param release id
   * @param consent id of the consent
   * @param body digest of the release's body
   */
  public record Open(String release, String consent, Digest body) {}

  /**
   * What only the endorsing peers see.
   *
   * @param caller the caller's entry, whose certificate is the creator's
   * @param body parts and deadline
   * @param cover the consent and all that it rests on
   */
  public record Hidden(Proven<Participant> caller, ReleaseBody body, Cover cover) {
    @Override
    public String toString() {
      return "OpenRelease.Hidden[…]";
    }
  }

  @Override
  public String function() {
    return FUNCTION;
  }
}
