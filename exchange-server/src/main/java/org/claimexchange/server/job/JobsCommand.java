package org.claimexchange.server.job;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./exchange jobs}: a claim's story, and what an operator can do about its steps. */
@Command(
    name = "jobs",
    description = "Shows where claims stand, and resumes or cancels what is stuck.",
    mixinStandardHelpOptions = true,
    subcommands = {
      JobsCommand.ListSteps.class,
      JobsCommand.Show.class,
      JobsCommand.Resume.class,
      JobsCommand.Cancel.class
    })
public final class JobsCommand implements Callable<Integer> {
  private static final int NOT_FOUND = 1;
  private static final int NO_DATABASE = 3;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Runs the command; the status says whether it worked. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new JobsCommand())
        .setExecutionExceptionHandler((e, line, result) -> {
          line.getErr().println("exchange jobs: " + e.getMessage());
          return e instanceof NoDatabaseException ? NO_DATABASE : NOT_FOUND;
        });
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return 0;
  }

  /** Which server. */
  static final class Server {
    @Option(
        names = "--data",
        description = "Data folder of the server (default: as configured, else ./data).",
        defaultValue = "")
    private String data = "";

    JobsDatabase open() {
      return JobsDatabase.open(data);
    }
  }

  @Command(
      name = "list",
      description = "Lists steps that are dead, or that stand otherwise.",
      mixinStandardHelpOptions = true)
  static final class ListSteps implements Callable<Integer> {
    @Mixin private Server server = new Server();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
        names = "--status",
        description = "DEAD, WAITING, DONE or DROPPED (default: ${DEFAULT-VALUE}).",
        defaultValue = "DEAD")
    private StepStatus status = StepStatus.DEAD;

    @Option(names = "--limit", description = "Default: ${DEFAULT-VALUE}.", defaultValue = "50")
    private int limit = 50;

    @Override
    public Integer call() {
      try (JobsDatabase database = server.open()) {
        List<StepRow> rows = database.steps().withStatus(status, limit);
        PrintWriter out = spec.commandLine().getOut();
        rows.forEach(row -> out.println(row.request() + "  " + line(row)));
        out.println(rows.size() + (rows.size() == 1 ? " step " : " steps ") + status);
        return 0;
      }
    }
  }

  @Command(name = "show", description = "Tells a claim's story.", mixinStandardHelpOptions = true)
  static final class Show implements Callable<Integer> {
    @Mixin private Server server = new Server();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(description = "Id of the request, consent, release or delivery.")
    private String id = "";

    @Override
    public Integer call() {
      try (JobsDatabase database = server.open()) {
        String request = database.requestOf(id);
        PrintWriter out = spec.commandLine().getOut();
        out.println("request " + request + "  " + database.standing(request));
        for (Happening happening : database.story().of(request)) {
          out.println(line(happening));
        }
        database.steps().ofRequest(request).stream()
            .filter(row -> row.status() == StepStatus.WAITING || row.status() == StepStatus.DEAD)
            .forEach(row -> out.println(line(row)));
        return 0;
      }
    }
  }

  @Command(
      name = "resume",
      description = "Has a claim's dead steps tried again.",
      mixinStandardHelpOptions = true)
  static final class Resume implements Callable<Integer> {
    @Mixin private Server server = new Server();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(description = "Id of the request, consent, release or delivery.")
    private String id = "";

    @Override
    public Integer call() {
      try (JobsDatabase database = server.open()) {
        String request = database.requestOf(id);
        List<StepRow> dead =
            database.steps().ofRequest(request).stream()
                .filter(row -> row.status() == StepStatus.DEAD)
                .toList();
        PrintWriter out = spec.commandLine().getOut();
        for (StepRow row : dead) {
          database.queue().resume(row.step(), row.object());
          out.println("resumed  " + row.step().label());
        }
        if (dead.isEmpty()) {
          out.println("nothing of this claim is dead");
        }
        return dead.isEmpty() ? NOT_FOUND : 0;
      }
    }
  }

  @Command(
      name = "cancel",
      description = "Ends a claim that is not completed; the running server carries it out.",
      mixinStandardHelpOptions = true)
  static final class Cancel implements Callable<Integer> {
    @Mixin private Server server = new Server();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(description = "Id of the request, consent, release or delivery.")
    private String id = "";

    @Override
    public Integer call() {
      try (JobsDatabase database = server.open()) {
        String request = database.requestOf(id);
        database.queue().addAgain(Step.CANCEL, request, request);
        spec.commandLine().getOut().println("to be cancelled: " + request);
        return 0;
      }
    }
  }

  private static String line(StepRow row) {
    return "%s  %-16s %-8s attempt %d%s%s%s"
        .formatted(
            TIME.format(row.changedAt()),
            row.step().label(),
            row.status(),
            row.attempts(),
            row.problem().isEmpty() ? "" : ", " + row.problem(),
            row.unsettledSince().map(since -> ", waits since " + TIME.format(since)).orElse(""),
            row.status() == StepStatus.WAITING ? ", next " + TIME.format(row.dueAt()) : "");
  }

  private static String line(Happening happening) {
    Instant at = happening.at();
    return "%s  %-16s%s%s%s%s"
        .formatted(
            TIME.format(at),
            happening.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
            happening.who().isEmpty() ? "" : " " + happening.who(),
            happening.categories().isEmpty() ? "" : " " + String.join(",", happening.categories()),
            happening.detail().isEmpty() ? "" : " (" + happening.detail() + ")",
            happening.transactionId().isEmpty() ? "" : " tx " + happening.transactionId());
  }
}
