package org.claimexchange.launcher.demo;

import java.net.URI;
import java.time.Instant;

/** How the demo's patient signs. */
public interface PatientHand extends AutoCloseable {
  /** What carries it out, for people. */
  String name();

  /**
   * Opens the link, logs in, chooses and signs.
   *
   * @param link as the insurer got it
   * @param login who
   * @return when the person pressed the button that signs
   */
  Instant grant(URI link, SampleLogin login);

  @Override
  void close();
}
