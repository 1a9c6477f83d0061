package org.claimexchange.server.projection;

/** Is told each moment of taking a block: what it throws ends the attempt, as a crash would. */
@FunctionalInterface
interface ProjectionProbe {
  /** What is about to happen, or has. */
  enum Moment {
    /** Nothing of the block is written. */
    BEFORE,
    /** One transaction's keys are written. */
    KEYS_WRITTEN,
    /** One transaction is logged. */
    LOGGED,
    /** The checkpoint is written, and nothing committed. */
    CHECKPOINT_WRITTEN,
    /** All is committed. */
    COMMITTED
  }

  void at(Moment moment, long block);

  /** Nobody asks. */
  static ProjectionProbe none() {
    return (moment, block) -> {};
  }
}
