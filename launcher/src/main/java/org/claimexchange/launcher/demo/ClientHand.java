package org.claimexchange.launcher.demo;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import org.claimexchange.samples.patient.PatientClient;

/** Signs with the Java client, where there is no browser. */
public final class ClientHand implements PatientHand {
  private final URI page;
  private final Clock clock;
  private final SecureRandom random;

  /** A patient whose page is at this address. */
  public ClientHand(URI page, Clock clock, SecureRandom random) {
    this.page = page;
    this.clock = clock;
    this.random = random;
  }

  @Override
  public String name() {
    return "a Java client (no Chromium was found)";
  }

  @Override
  public Instant grant(URI link, SampleLogin login) {
    PatientClient patient = new PatientClient(page, clock, random);
    patient.logIn(login.username(), login.password());
    String request = patient.open(link);
    Instant pressed = clock.instant();
    patient.grant(request, part -> part);
    return pressed;
  }

  @Override
  public void close() {}
}
