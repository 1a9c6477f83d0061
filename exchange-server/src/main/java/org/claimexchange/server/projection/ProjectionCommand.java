package org.claimexchange.server.projection;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.claimexchange.server.job.NoDatabaseException;
import org.claimexchange.server.job.ServerDatabase;
import org.claimexchange.server.vault.Times;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./exchange projection}: the copy of the ledger, made anew or compared with it. */
@Command(
    name = "projection",
    description = {
      "The copy of the ledger in the database: made anew, or held against the ledger.",
      "The running server carries it out.",
      "Status 0: done, and equal. 1: it differs, or nobody did it in time. 2: wrong usage. 3: no server."
    },
    mixinStandardHelpOptions = true)
public final class ProjectionCommand implements Callable<Integer> {
  private static final int DIFFERS = 1;
  private static final int NO_DATABASE = 3;
  private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Runs the command; the status says whether it worked. */
  public static void main(String[] args) {
    System.exit(
        new CommandLine(new ProjectionCommand())
            .setExecutionExceptionHandler((e, line, result) -> {
              line.getErr().println("exchange projection: " + e.getMessage());
              return e instanceof NoDatabaseException ? NO_DATABASE : DIFFERS;
            })
            .execute(args));
  }

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "say what to do: projection rebuild, or projection check");
  }

  @Command(
      name = "rebuild",
      description = "Empties the copy and makes it anew from the ledger's first block.",
      mixinStandardHelpOptions = true)
  int rebuild(@Mixin Server server) {
    return ask(ProjectionOrders.What.REBUILD, server);
  }

  @Command(
      name = "check",
      description = "Compares every row with the ledger and names what differs.",
      mixinStandardHelpOptions = true)
  int check(@Mixin Server server) {
    return ask(ProjectionOrders.What.CHECK, server);
  }

  /** Which server is asked, and how long. */
  static final class Server {
    @Option(names = "--data", defaultValue = "", description = "Data folder of the server.")
    private String data = "";

    @Option(
        names = "--wait",
        defaultValue = "600",
        paramLabel = "SECONDS",
        description = "How long to wait for it (default: ${DEFAULT-VALUE}).")
    private int wait;
  }

  private record Answer(boolean holds, String text) {}

  private int ask(ProjectionOrders.What what, Server server) {
    JdbcClient jdbc = JdbcClient.create(ServerDatabase.find(server.data));
    long order =
        jdbc.sql("insert into projection_order (what, asked_at) values (?, ?) returning id")
            .params(what.name(), Times.utc(Clock.systemUTC().instant()))
            .query(Long.class)
            .single();
    Optional<Answer> answer = answer(jdbc, order);
    for (long left = Duration.ofSeconds(server.wait).dividedBy(LOOK_AGAIN);
        answer.isEmpty() && left > 0;
        left--) {
      pause();
      answer = answer(jdbc, order);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        answer.map(Answer::text).orElse("nobody did it in time; does the server run? it is kept"));
    out.flush();
    return answer.isPresent() && answer.get().holds() ? 0 : DIFFERS;
  }

  private static Optional<Answer> answer(JdbcClient jdbc, long order) {
    return jdbc.sql(
            "select holds, answer from projection_order where id = ? and done_at is not null")
        .param(order)
        .query((r, n) -> new Answer(r.getBoolean(1), r.getString(2)))
        .optional();
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_AGAIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
