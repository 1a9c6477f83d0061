package org.claimexchange.server.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PushLoadTest {
  private static final long MEGABYTE = 1 << 20;

  private final PushLoad load = new PushLoad(130);

  @Test
  void no_source_takes_more_than_half() {
    // given: one source sends a file of the largest size
    Optional<PushLoad.Held> first = load.take("hospital-1", 64 * MEGABYTE);

    // then: it sends no second at once, and another source sends one as large
    assertThat(first).isPresent();
    assertThat(load.take("hospital-1", 1)).isEmpty();
    assertThat(load.take("hospital-2", 64 * MEGABYTE)).isPresent();
    assertThat(load.take("hospital-3", 1)).isEmpty();
  }

  @Test
  void what_is_given_back_can_be_taken_again() {
    load.take("hospital-1", 64 * MEGABYTE).orElseThrow().close();

    assertThat(load.take("hospital-1", 64 * MEGABYTE)).isPresent();
  }
}
