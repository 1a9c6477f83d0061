package org.claimexchange.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.claimexchange.samples.hospital.Fault;
import org.claimexchange.samples.insurer.Claim;
import org.claimexchange.samples.insurer.InsurerClient;
import org.claimexchange.samples.insurer.InsurerException;
import org.claimexchange.samples.patient.PatientClient;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Rule 4: a withdrawal takes effect at the next ledger commit, at every later step. */
@ExtendWith(House.Shared.class)
class WithdrawalIT {
  @TempDir Path folder;

  @Test
  void a_withdrawal_between_release_and_delivery_leaves_no_package(House house) throws Exception {
    // given: a release is open, and the second hospital does not answer yet
    InsurerClient insurer = house.insurer();
    Claim claim = Claims.about(Claims.WANG_JIANGUO, Claims.FIRST_STAY, Claims.SECOND_STAY);
    house.second.set(Fault.of(Fault.Kind.SERVER_ERROR));
    House.Opened asked = house.ask(insurer, claim);
    PatientClient patient = house.patient("wang.jianguo");
    String consent = patient.grant(patient.open(asked.link()), part -> part);
    house.await(insurer, asked.task(), one -> one.getStatus() == Task.TaskStatus.INPROGRESS);

    // when
    patient.withdraw(consent);
    house.second.clear();

    // then
    Task cancelled =
        house.await(insurer, asked.task(), one -> one.getStatus() == Task.TaskStatus.CANCELLED);
    assertThat(cancelled.getStatusReason().getText()).isNotBlank();
    assertThat(insurer.packages(cancelled)).isEmpty();
    assertThat(patient.consent(consent).path("state").asText()).isEqualTo("withdrawn");
    Thread.sleep(3_000);
    assertThat(insurer.packages(insurer.read(asked.task()))).isEmpty();
  }

  @Test
  void a_package_cannot_be_fetched_any_more_once_its_consent_is_withdrawn(House house)
      throws Exception {
    InsurerClient insurer = house.insurer();
    Claim claim = Claims.about(Claims.WANG_JIANGUO, Claims.FIRST_STAY);
    House.Opened asked = house.ask(insurer, claim);
    PatientClient patient = house.patient("wang.jianguo");
    String consent = patient.grant(patient.open(asked.link()), part -> part);
    Task completed =
        house.await(insurer, asked.task(), one -> one.getStatus() == Task.TaskStatus.COMPLETED);
    String delivery = insurer.packages(completed).getFirst();

    patient.withdraw(consent);

    assertThatThrownBy(() -> insurer.download(delivery, folder.resolve("late")))
        .isInstanceOfSatisfying(InsurerException.class, e -> assertThat(e.status()).isEqualTo(410));
  }
}
