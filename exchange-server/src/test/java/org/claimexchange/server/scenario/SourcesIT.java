package org.claimexchange.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.claimexchange.model.consent.Part;
import org.claimexchange.samples.hospital.Fault;
import org.claimexchange.samples.insurer.Claim;
import org.claimexchange.samples.insurer.InsurerClient;
import org.claimexchange.samples.patient.PatientClient;
import org.claimexchange.verifier.VerificationInput;
import org.claimexchange.verifier.VerificationReport;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Hospitals that fail: tried again, dropped and reported, or ended with a reason. */
@ExtendWith(House.Shared.class)
class SourcesIT {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(
      value = Fault.Kind.class,
      names = {"UNAUTHORIZED", "TOO_MANY_REQUESTS", "SERVER_ERROR"})
  void a_failure_that_passes_is_tried_again_until_all_has_come(Fault.Kind kind, House house)
      throws Exception {
    house.second.set(new Fault(kind, "/fhir", 2, 0, 1, 0));

    Ended ended = carry(house, Claims.FIRST_STAY, Claims.SECOND_STAY);

    assertThat(ended.task().getStatus()).isEqualTo(Task.TaskStatus.COMPLETED);
    assertThat(documents(house, ended)).hasSize(2);
  }

  @Test
  void a_source_that_is_down_is_waited_for(House house) throws Exception {
    house.second.set(Fault.of(Fault.Kind.DOWN));
    InsurerClient insurer = house.insurer();
    Claim claim = Claims.about(Claims.WANG_JIANGUO, Claims.SECOND_STAY);
    String task = grant(house, insurer, claim);
    Task waiting = house.await(insurer, task, one -> one.getStatus() == Task.TaskStatus.INPROGRESS);
    assertThat(waiting.getBusinessStatus().getText()).isNotBlank();
    Thread.sleep(2_000);
    assertThat(insurer.packages(insurer.read(task))).isEmpty();

    house.second.clear();

    house.await(insurer, task, one -> one.getStatus() == Task.TaskStatus.COMPLETED);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.Kind.class,
      names = {"ENDLESS_PAGES", "MALFORMED_JSON", "HUGE_JSON"})
  void what_cannot_be_read_ends_the_claim_with_a_reason_and_nothing_is_delivered(
      Fault.Kind kind, House house) throws Exception {
    house.first.set(Fault.of(kind));

    Ended ended = carry(house, Claims.FIRST_STAY);

    assertThat(ended.task().getStatus()).isEqualTo(Task.TaskStatus.FAILED);
    assertThat(ended.task().getStatusReason().getText()).isNotBlank();
    assertThat(house.insurer().packages(ended.task())).isEmpty();
  }

  @Test
  void another_patients_record_is_dropped(House house) throws Exception {
    house.first.set(Fault.of(Fault.Kind.OTHER_PATIENT));

    Ended ended = carry(house, Claims.FIRST_STAY);

    assertThat(ended.task().getStatus()).isEqualTo(Task.TaskStatus.COMPLETED);
    assertThat(documents(house, ended))
        .allSatisfy(document ->
            assertThat(document)
                .contains("310101198503029974")
                .doesNotContain("310104197605039991", "310101201607119979", "陈志强"));
  }

  private record Ended(Task task) {}

  private static Ended carry(House house, Part... parts) throws Exception {
    InsurerClient insurer = house.insurer();
    String task = grant(house, insurer, Claims.about(Claims.WANG_JIANGUO, parts));
    return new Ended(
        house.await(
            insurer,
            task,
            one ->
                one.getStatus() == Task.TaskStatus.COMPLETED
                    || one.getStatus() == Task.TaskStatus.FAILED));
  }

  private static String grant(House house, InsurerClient insurer, Claim claim) throws Exception {
    House.Opened asked = house.ask(insurer, claim);
    PatientClient patient = house.patient("wang.jianguo");
    patient.grant(patient.open(asked.link()), part -> part);
    return asked.task();
  }

  private java.util.List<String> documents(House house, Ended ended) throws Exception {
    InsurerClient insurer = house.insurer();
    Path sealed = folder.resolve("package.asice.p7m");
    VerificationReport report =
        house.verify(
            insurer,
            house.keys("insurer-anxin"),
            insurer.packages(ended.task()).getFirst(),
            sealed);
    assertThat(report.failures()).isEmpty();
    Path files = folder.resolve("files");
    house
        .verifier()
        .open(
            VerificationInput.of(sealed, house.keys("insurer-anxin").encryption()),
            folder.resolve("package.asice"),
            files);
    try (Stream<Path> documents = Files.list(files.resolve("documents"))) {
      return documents.sorted().map(SourcesIT::text).toList();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
