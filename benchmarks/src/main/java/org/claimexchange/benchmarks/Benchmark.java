package org.claimexchange.benchmarks;

import java.io.PrintWriter;
import java.util.Map;

/** One benchmark. */
interface Benchmark {
  /** Its name on the command line. */
  String name();

  /** What it measures, in one line. */
  String about();

  /**
   * Measures, and prints a table for people.
   *
   * @return the figures, for the last line
   */
  Map<String, Object> run(PrintWriter out) throws Exception;
}
