package org.claimexchange.model.transaction;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * Everything that the contract accepts. Each transaction has two sides: {@code open()}, its only
 * argument, stands in the block and tells nothing about a person; {@code hidden()} travels as
 * transient data to the endorsing peers of the exchange and the regulator and is never in a block.
 *
 * <p>Both sides are canonical JSON; the hidden side is the transient entry {@value #HIDDEN}.
 */
public sealed interface Transaction
    permits Initialize,
        ChangeRegister,
        RecordRequest,
        Grant,
        Refuse,
        Revoke,
        OpenRelease,
        RecordDelivery,
        RecordReceipt,
        RecordErasure,
        FileObjection,
        ResolveObjection {
  /** Name of the transient entry. */
  String HIDDEN = "hidden";

  /** Name of the contract's function. */
  @JsonIgnore
  String function();

  /** What stands in the block. */
  Object open();

  /** What does not. */
  Object hidden();
}
