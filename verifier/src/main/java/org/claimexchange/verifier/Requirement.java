package org.claimexchange.verifier;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a verifier may demand beyond what every package must have. */
public enum Requirement {
  /** a second signature of the manifest, by SM2 with SM3. */
  SM2,
  /** a time stamp over each signature of the manifest. */
  TIMESTAMP;

  /** Its name on a command line, such as {@code sm2}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one with this name; empty where there is none. */
  public static Optional<Requirement> of(String id) {
    return Stream.of(values()).filter(each -> each.id().equals(id)).findFirst();
  }
}
