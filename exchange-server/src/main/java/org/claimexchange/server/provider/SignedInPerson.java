package org.claimexchange.server.provider;

import java.time.Instant;
import java.util.List;
import org.claimexchange.model.person.Person;
import org.springframework.security.core.userdetails.User;

/** Who logged in, and when. */
final class SignedInPerson extends User {
  private static final long serialVersionUID = 1L;

  private final transient Person person;
  private final Instant at;

  SignedInPerson(SamplePerson sample, String encodedPassword, Instant at) {
    super(sample.username(), encodedPassword, List.of());
    this.person = sample.person();
    this.at = at;
  }

  Person person() {
    return person;
  }

  Instant at() {
    return at;
  }
}
