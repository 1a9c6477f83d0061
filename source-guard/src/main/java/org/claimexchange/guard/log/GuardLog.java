package org.claimexchange.guard.log;

/** Where the guard's decisions go. Safe for use by several threads. */
@FunctionalInterface
public interface GuardLog {
  /**
   * Writes a decision down. When it returns, the line is on the disk.
   *
   * @throws GuardLogException if it cannot be written; then nothing may leave
   */
  void write(GuardEvent event);
}
