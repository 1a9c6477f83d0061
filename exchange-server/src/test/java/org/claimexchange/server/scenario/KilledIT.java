package org.claimexchange.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.claimexchange.samples.insurer.Claim;
import org.claimexchange.samples.insurer.InsurerClient;
import org.claimexchange.samples.insurer.InsurerException;
import org.claimexchange.samples.patient.PatientClient;
import org.claimexchange.samples.patient.PatientException;
import org.claimexchange.server.job.Milestone;
import org.claimexchange.server.job.StepListener.Moment;
import org.claimexchange.verifier.VerificationReport;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The server's process ends at once after each of the nine steps, and once more with the step done
 * but not noted, so that its caller never hears of it. However that is, there is one package in the
 * end.
 */
@ExtendWith(House.Shared.class)
class KilledIT {
  @TempDir Path folder;

  /**
   * Every step twice, but for two: a request is taken in and noted by one commit, so it cannot
   * happen unnoted; and what is mapped and checked is noted only with the package made of it.
   */
  static Stream<Arguments> everyPoint() {
    return Stream.of(Milestone.values())
        .flatMap(
            milestone -> Stream.of(Moment.values()).map(moment -> Arguments.of(milestone, moment)))
        .filter(point ->
            !(point.get()[0] == Milestone.REQUEST && point.get()[1] == Moment.HAPPENED)
                && !(point.get()[0] == Milestone.CHECK && point.get()[1] == Moment.NOTED));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("everyPoint")
  void there_is_exactly_one_package_in_the_end(Milestone milestone, Moment moment, House house)
      throws Exception {
    InsurerClient insurer = house.insurer();
    Claim claim = Claims.about(Claims.WANG_JIANGUO, Claims.FIRST_STAY, Claims.SECOND_STAY);
    String json =
        FhirContext.forR4Cached()
            .newJsonParser()
            .encodeResourceToString(insurer.task(claim, claim.number()));
    house.server.crashAt(milestone + " " + moment);

    String task = persistently(house, () -> insurer.submit(json)).getIdPart();
    URI link =
        insurer
            .link(awaiting(house, insurer, task, List.of(Task.TaskStatus.RECEIVED)))
            .orElseThrow();
    PatientClient patient = persistently(house, () -> house.patient("wang.jianguo"));
    String request = persistently(house, () -> patient.open(link));
    PatientClient.Signed signed = persistently(house, () -> patient.sign(request, part -> part));
    String consent = persistently(house, () -> patient.handIn(request, signed));
    Task completed = awaiting(house, insurer, task, List.of(Task.TaskStatus.COMPLETED));
    Path sealed = folder.resolve("package.asice.p7m");
    String delivery = insurer.packages(completed).getFirst();
    persistently(
        house,
        () -> {
          insurer.download(delivery, sealed);
          insurer.sign(delivery, sealed);
          return delivery;
        });
    awaitCrash(house, milestone, moment);

    Task after = persistently(house, () -> insurer.read(task));
    assertThat(after.getStatus()).isEqualTo(Task.TaskStatus.COMPLETED);
    assertThat(insurer.packages(after)).containsExactly(delivery);
    assertThat(insurer.receiptNumber(after)).contains(consent);
    VerificationReport report =
        house.verify(insurer, house.keys("insurer-anxin"), delivery, sealed);
    assertThat(report.failures()).isEmpty();
  }

  /** The last step is carried out after the insurer has its answer, so its end may be to come. */
  private static void awaitCrash(House house, Milestone milestone, Moment moment) throws Exception {
    if (house.server.isCrashOrdered() || !house.server.isAlive()) {
      assertThat(milestone)
          .as("%s %s was reached before", milestone, moment)
          .isEqualTo(Milestone.FETCH);
      house.server.restartAfterCrash();
    }
  }

  private static Task awaiting(
      House house, InsurerClient insurer, String id, List<Task.TaskStatus> wanted)
      throws Exception {
    long end = System.nanoTime() + 90_000_000_000L;
    while (true) {
      Task task = persistently(house, () -> insurer.read(id));
      if (wanted.contains(task.getStatus())) {
        return task;
      }
      assertThat(System.nanoTime()).as("the Task stays %s", task.getStatus()).isLessThan(end);
      Thread.sleep(100);
    }
  }

  /** Does it again after a restart, as every good client does. */
  private static <T> T persistently(House house, Callable<T> act) throws Exception {
    try {
      return act.call();
    } catch (UncheckedIOException e) {
      house.server.restartAfterCrash();
      return act.call();
    } catch (InsurerException | PatientException e) {
      if (house.server.isAlive()) {
        throw e;
      }
      house.server.restartAfterCrash();
      return act.call();
    }
  }
}
