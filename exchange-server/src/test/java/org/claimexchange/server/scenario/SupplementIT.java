package org.claimexchange.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.claimexchange.model.consent.Purpose;
import org.claimexchange.samples.insurer.Claim;
import org.claimexchange.samples.insurer.InsurerClient;
import org.claimexchange.samples.insurer.InsurerException;
import org.claimexchange.samples.patient.PatientClient;
import org.claimexchange.verifier.Check;
import org.claimexchange.verifier.VerificationReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DocumentReference.DocumentRelationshipType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A supplement (补充材料): asked for, granted and sealed anew, and tied to the package before it. */
@ExtendWith(House.Shared.class)
class SupplementIT {
  private static final FhirContext FHIR = FhirContext.forR4Cached();

  @TempDir Path folder;

  @Test
  void a_supplement_names_the_package_that_it_adds_to(House house) throws Exception {
    // given: a package of the first stay
    InsurerClient insurer = house.insurer();
    Claim claim = Claims.about(Claims.WANG_JIANGUO, Claims.FIRST_STAY);
    String earlier = insurer.submit(claim, claim.number()).getIdPart();
    String first = delivered(house, insurer, earlier);

    // when: the insurer asks for the second stay too
    Task task = supplement(insurer, Claims.about(Claims.WANG_JIANGUO, Claims.SECOND_STAY), earlier);
    String second = delivered(house, insurer, insurer.submit(json(task)).getIdPart());

    // then: the later package says so, to programs, to people and to who looks for it
    VerificationReport report =
        house.verify(
            insurer, house.keys("insurer-anxin"), second, folder.resolve("second.asice.p7m"));
    assertThat(report.failures()).isEmpty();
    assertThat(report.lines())
        .filteredOn(line -> line.check() == Check.EARLIER_PACKAGE)
        .extracting(VerificationReport.Line::reason)
        .containsExactly("supplements " + first);
    DocumentReference document = document(house, second);
    assertThat(document.getRelatesToFirstRep().getCode())
        .isEqualTo(DocumentRelationshipType.APPENDS);
    assertThat(document.getRelatesToFirstRep().getTarget().getReference())
        .isEqualTo("DocumentReference/" + first);
    assertThat(document(house, first).getRelatesTo()).isEmpty();

    // and: the earlier one stands, since the later one holds nothing of it
    VerificationReport before =
        house.verify(
            insurer, house.keys("insurer-anxin"), first, folder.resolve("first.asice.p7m"));
    assertThat(before.failures()).isEmpty();
  }

  @Test
  void a_supplement_to_a_task_without_a_package_names_none(House house) throws Exception {
    InsurerClient insurer = house.insurer();
    Claim claim = Claims.about(Claims.WANG_JIANGUO, Claims.FIRST_STAY);
    String unanswered = insurer.submit(claim, claim.number()).getIdPart();
    Task task =
        supplement(insurer, Claims.about(Claims.WANG_JIANGUO, Claims.SECOND_STAY), unanswered);

    String only = delivered(house, insurer, insurer.submit(json(task)).getIdPart());

    assertThat(document(house, only).getRelatesTo()).isEmpty();
  }

  @Test
  void a_supplement_is_about_the_same_person_and_of_the_same_insurer(House house) throws Exception {
    InsurerClient insurer = house.insurer();
    Claim claim = Claims.about(Claims.WANG_JIANGUO, Claims.FIRST_STAY);
    String earlier = insurer.submit(claim, claim.number()).getIdPart();
    Task another = supplement(insurer, Claims.about(Claims.SUN_XIAOYAN, Claims.BIRTH), earlier);
    InsurerClient ruibao = house.insurer("insurer-ruibao");
    Task foreign = supplement(ruibao, Claims.about(Claims.WANG_JIANGUO, Claims.BIRTH), earlier);

    assertRefused(insurer, another);
    assertRefused(ruibao, foreign);
  }

  private static void assertRefused(InsurerClient insurer, Task task) {
    assertThatThrownBy(() -> insurer.submit(json(task)))
        .isInstanceOfSatisfying(InsurerException.class, e -> assertThat(e.status()).isEqualTo(422));
  }

  private static Task supplement(InsurerClient insurer, Claim claim, String earlier) {
    Claim supplement =
        new Claim(
            claim.number(),
            claim.reportNumber(),
            claim.policyNumber(),
            claim.subject(),
            claim.eventDate(),
            claim.cover(),
            Purpose.SUPPLEMENT,
            claim.parts(),
            claim.returnUrl());
    return insurer.task(supplement, claim.number()).addBasedOn(new Reference("Task/" + earlier));
  }

  private static String json(Task task) {
    return FHIR.newJsonParser().encodeResourceToString(task);
  }

  private static String delivered(House house, InsurerClient insurer, String task)
      throws Exception {
    Task open = house.await(insurer, task, one -> insurer.link(one).isPresent());
    PatientClient patient = house.patient("wang.jianguo");
    patient.grant(patient.open(insurer.link(open).orElseThrow()), part -> part);
    Task completed =
        house.await(insurer, task, one -> one.getStatus() == Task.TaskStatus.COMPLETED);
    return insurer.packages(completed).getFirst();
  }

  private static DocumentReference document(House house, String id) throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(house.base().resolve("fhir/DocumentReference/" + id))
                    .header(
                        "Authorization",
                        "Bearer " + new TestTokens(house.keys("insurer-anxin")).token())
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return FHIR.newJsonParser().parseResource(DocumentReference.class, answer.body());
  }
}
