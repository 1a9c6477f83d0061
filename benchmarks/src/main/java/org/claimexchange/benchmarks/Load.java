package org.claimexchange.benchmarks;

import java.util.List;
import java.util.function.LongSupplier;

/** One way to write grants, of which the writing alone is timed. */
interface Load {
  /** What it is, for the table. */
  String name();

  /** The calls that it makes. */
  CallTimes times();

  /** Processor time so far of all that it keeps busy. */
  CpuUsed cpu();

  /**
   * Makes all that must be there before.
   *
   * @return one call a grant, which returns once that is committed, with the number of its block
   */
  List<LongSupplier> prepared(int grants) throws Exception;
}
