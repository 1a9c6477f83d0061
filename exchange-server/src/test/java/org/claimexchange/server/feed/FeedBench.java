package org.claimexchange.server.feed;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.transaction.Transaction;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A real database with the server's tables, new for each test; regulators as the test says, a clock
 * that it moves.
 */
final class FeedBench implements AutoCloseable {
  final List<Participant> regulators = new CopyOnWriteArrayList<>();
  final SecureRandom random = new SecureRandom();
  final Feed feed;
  private final EmbeddedPostgres postgres;
  private final String database = "feed_" + Long.toHexString(random.nextLong());
  private final List<HikariDataSource> pools = new ArrayList<>();
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private Instant now = Instant.parse("2026-10-08T02:00:00Z");

  FeedBench(EmbeddedPostgres postgres) {
    this.postgres = postgres;
    JdbcClient.create(postgres.getPostgresDatabase()).sql("create database " + database).update();
    HikariDataSource pool = pool();
    Flyway.configure().dataSource(pool).locations("classpath:db/migration").load().migrate();
    jdbc = JdbcClient.create(pool);
    var transactions = new JdbcTransactionManager(pool);
    transaction = new TransactionTemplate(transactions);
    feed = new Feed(jdbc, transactions, () -> regulators, random, clock());
  }

  /** A server of its own on the same database: what appends there in one transaction each. */
  Appender otherServer() {
    HikariDataSource pool = pool();
    var transactions = new JdbcTransactionManager(pool);
    Feed other = new Feed(JdbcClient.create(pool), transactions, () -> regulators, random, clock());
    TransactionTemplate template = new TransactionTemplate(transactions);
    return (one, id) -> template.executeWithoutResult(status -> other.append(one, id));
  }

  /** Appends one entry and commits. */
  @FunctionalInterface
  interface Appender {
    void append(Transaction transaction, String transactionId);
  }

  /** Appends in a database transaction of its own. */
  void append(Transaction one, String transactionId) {
    transaction.executeWithoutResult(status -> feed.append(one, transactionId));
  }

  /** Appends, and then the database transaction comes to nothing. */
  void appendInVain(Transaction one, String transactionId) {
    transaction.executeWithoutResult(status -> {
      feed.append(one, transactionId);
      status.setRollbackOnly();
    });
  }

  JdbcClient jdbc() {
    return jdbc;
  }

  Instant now() {
    return now;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  /** Everything in all tables, as text. */
  String dump() {
    List<String> tables =
        jdbc.sql("select tablename from pg_tables where schemaname = 'public'")
            .query(String.class)
            .list();
    return String.join("\n", tables.stream().flatMap(this::rows).toList());
  }

  private java.util.stream.Stream<String> rows(String table) {
    return jdbc.sql("select t::text from " + table + " t").query(String.class).list().stream();
  }

  private Clock clock() {
    Supplier<Instant> time = () -> now;
    return new Clock() {
      @Override
      public java.time.ZoneId getZone() {
        return java.time.ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(java.time.ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return time.get();
      }
    };
  }

  private HikariDataSource pool() {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(postgres.getJdbcUrl("postgres", database));
    pool.setMaximumPoolSize(8);
    pools.add(pool);
    return pool;
  }

  @Override
  public void close() {
    pools.forEach(HikariDataSource::close);
  }
}
