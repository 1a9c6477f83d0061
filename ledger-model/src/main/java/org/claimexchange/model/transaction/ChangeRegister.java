package org.claimexchange.model.transaction;

import java.util.List;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.register.MerklePath;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.Proven;
import org.claimexchange.model.register.RegisterName;

/** Adds, rotates, suspends or ends one entry of one register. Called by the regulator. */
public record ChangeRegister(Open open, Hidden hidden) implements Transaction {
  /** The contract's function. */
  public static final String FUNCTION = "changeRegister";

  /**
   * What stands in the block.
   *
   * @param register which
   * @param version the version that this change makes: the present one plus 1
   * @param root the root that this change makes
   */
  public record Open(RegisterName register, long version, Digest root) {}

  /**
   * What only the endorsing peers see.
   *
   * @param caller the caller's entry, whose certificate is the creator's
   * @param previous canonical JSON of the entry that stands there; empty for a new entry
   * @param path the place and its way to the present root
   * @param entry canonical JSON of the new entry, of the register's type
   * @param attestation of a relation that a source has seen, one element; empty otherwise
   */
  public record Hidden(
      Proven<Participant> caller,
      String previous,
      MerklePath path,
      String entry,
      List<Attestation> attestation) {
    public Hidden {
      attestation = List.copyOf(attestation);
    }

    @Override
    public String toString() {
      return "ChangeRegister.Hidden[…]";
    }
  }

  @Override
  public String function() {
    return FUNCTION;
  }
}
