package org.claimexchange.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.claimexchange.server.job.JobsCommand;
import org.claimexchange.server.job.Step;
import org.claimexchange.server.job.StepQueue;
import org.claimexchange.server.request.DataRequestStatus;
import org.claimexchange.server.request.RequestTable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator's command, as a process beside the running server. */
class JobsCommandIT {
  @TempDir static Path data;
  private static RunningExchange exchange;
  private static TestTokens anxin;

  @BeforeAll
  static void start() throws Exception {
    exchange = RunningExchange.start(data);
    anxin = new TestTokens(exchange.keys("insurer-anxin"));
  }

  @AfterAll
  static void stop() {
    exchange.close();
  }

  @Test
  void aClaimTellsItsStoryAndIsCancelled() throws Exception {
    String id = InsurerApiIT.posted(exchange, anxin, "jobs-1");

    Answer story = run("show", id, "--data", data.toString());
    assertThat(story.out()).contains("request " + id, "OPEN", "insurer-anxin", "recorded");
    assertThat(story.out()).doesNotContain("310101198503029974").doesNotContain("王建国");
    assertThat(story.status()).isZero();

    Answer cancelled = run("cancel", id, "--data", data.toString());
    assertThat(cancelled.status()).isZero();
    exchange.bean(StepQueue.class).await(Step.CANCEL, id, Duration.ofSeconds(40));
    assertThat(exchange.bean(RequestTable.class).find(id).orElseThrow().status())
        .isEqualTo(DataRequestStatus.CANCELLED);
  }

  @Test
  void nothingDeadIsSaidInOneLine() throws Exception {
    assertThat(run("list", "--data", data.toString()).out()).contains("0 steps DEAD");
  }

  @Test
  void anUnknownIdIsOneSentence() throws Exception {
    Answer answer = run("show", "nothing", "--data", data.toString());

    assertThat(answer.status()).isEqualTo(1);
    assertThat(answer.out()).contains("nothing here has the id nothing").doesNotContain("at org.");
  }

  @Test
  void aFolderWithoutAServerIsOneSentence(@TempDir Path empty) throws Exception {
    Answer answer = run("list", "--data", empty.toString());

    assertThat(answer.status()).isEqualTo(3);
    assertThat(answer.out())
        .contains("no server runs with the data folder")
        .doesNotContain("at org.");
  }

  private record Answer(int status, String out) {}

  private static Answer run(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                JobsCommand.class.getName()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Answer(process.exitValue(), out);
  }
}
