package org.claimexchange.ledger.fault;

import java.security.SecureRandom;
import java.util.Random;

/** Chance, repeatable by its seed, which is printed. */
final class Dice {
  private final long seed;
  private final Random random;

  Dice(long seed) {
    this.seed = seed;
    this.random = new Random(seed);
  }

  /** Those that are asked for, or new ones. */
  static Dice thrownFor(String test) {
    long seed = Long.getLong("fault.seed", new SecureRandom().nextInt());
    System.out.println(test + ": -Dfault.seed=" + seed);
    return new Dice(seed);
  }

  long seed() {
    return seed;
  }

  long next() {
    return random.nextLong();
  }

  /** From one number up to another, both among them. */
  int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  /** True so many times of a hundred. */
  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }
}
