package org.claimexchange.server.job;

/**
 * Carries out one kind of step. May be run again at any time, also after it was done: it uses the
 * ids made with the request and sees for itself what stands already. It commits what it changed
 * together with the steps that follow, in one transaction of the database.
 */
public interface StepWork {
  /** Which step it carries out. */
  Step step();

  /** One attempt. An exception counts as {@link StepResult.Again}. */
  StepResult run(StepRun run);

  /**
   * The step is given up; tells whom it concerns. An operator may still resume it.
   *
   * @param problem why, for operators
   */
  void gaveUp(StepRun run, String problem);
}
