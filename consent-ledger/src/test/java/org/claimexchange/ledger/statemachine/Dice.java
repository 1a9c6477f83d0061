package org.claimexchange.ledger.statemachine;

import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/** Chance, repeatable by its seed. */
final class Dice {
  private final Random random;

  Dice(long seed) {
    this.random = new Random(seed);
  }

  long seed() {
    return random.nextLong();
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  /** True so many times of a hundred. */
  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  @SafeVarargs
  final <T> T of(T... some) {
    return some[random.nextInt(some.length)];
  }

  /** One of a list, mostly one that is so, if any is. */
  <T> T mostly(List<T> list, Predicate<T> so) {
    List<T> some = list.stream().filter(so).toList();
    return recent(some.isEmpty() || chance(12) ? list : some);
  }

  /** One of a list, mostly one of its last. */
  <T> T recent(List<T> list) {
    int last = list.size() - 1;
    return list.get(chance(60) ? last - random.nextInt(Math.min(2, list.size())) : below(last + 1));
  }
}
