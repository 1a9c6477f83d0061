package org.claimexchange.server.projection;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.claimexchange.server.vault.Times;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What operators ask of the copy. The command writes a row, a running server carries it out: only
 * the server reaches the ledger.
 */
final class ProjectionOrders {
  private final JdbcClient jdbc;
  private final Projector projector;
  private final ProjectionCheck check;
  private final TransactionTemplate transaction;
  private final Clock clock;

  ProjectionOrders(
      JdbcClient jdbc,
      Projector projector,
      ProjectionCheck check,
      TransactionTemplate transaction,
      Clock clock) {
    this.jdbc = jdbc;
    this.projector = projector;
    this.check = check;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** What can be asked. */
  enum What {
    REBUILD,
    CHECK
  }

  private record Order(long id, What what, Optional<Long> until) {}

  /**
   * Works on the oldest order, if there is one; a second instance leaves it alone meanwhile.
   *
   * @param refused why nothing is copied; empty where it is
   * @return whether the copy was emptied, so that it must be read anew
   */
  boolean work(String refused) {
    return transaction.execute(status -> {
      Optional<Order> order = oldest();
      return order.isPresent() && work(order.get(), refused);
    });
  }

  private boolean work(Order order, String refused) {
    return switch (order.what()) {
      case CHECK -> {
        check(order, refused);
        yield false;
      }
      case REBUILD -> rebuild(order);
    };
  }

  private void check(Order order, String refused) {
    if (!refused.isEmpty()) {
      done(order, false, refused);
      return;
    }
    ProjectionCheck.Finding found = check.compare();
    List<String> differences = found.differences();
    String equal =
        "equal to the ledger: %d rows, up to block %d".formatted(found.rows(), found.block());
    done(
        order,
        differences.isEmpty(),
        differences.isEmpty() ? equal : String.join("\n", differences));
  }

  /** First it is emptied; it is done when it is where it was. */
  private boolean rebuild(Order order) {
    if (order.until().isEmpty()) {
      jdbc.sql("update projection_order set until_block = ? where id = ?")
          .params(projector.clear(), order.id())
          .update();
      return true;
    }
    if (projector.last() >= order.until().get()) {
      done(order, true, "rebuilt up to block " + projector.last());
    }
    return false;
  }

  private Optional<Order> oldest() {
    return jdbc.sql(
            """
            select id, what, until_block from projection_order where done_at is null
            order by id limit 1 for update skip locked
            """)
        .query((r, n) ->
            new Order(
                r.getLong(1),
                What.valueOf(r.getString(2)),
                Optional.ofNullable(r.getObject(3, Long.class))))
        .optional();
  }

  private void done(Order order, boolean holds, String answer) {
    jdbc.sql("update projection_order set done_at = ?, holds = ?, answer = ? where id = ?")
        .params(Times.utc(clock.instant()), holds, answer, order.id())
        .update();
  }
}
