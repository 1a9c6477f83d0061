package org.claimexchange.server.job;

/** Where a durable step stands. */
public enum StepStatus {
  /** to be carried out, for the first time or again. */
  WAITING,
  /** carried out. */
  DONE,
  /** given up; an operator may resume it. */
  DEAD,
  /** not needed any more: withdrawn, refused or cancelled. */
  DROPPED
}
