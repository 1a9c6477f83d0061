package org.claimexchange.samples.hospital;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultsTest {
  private static TestClient client;
  private static Hospital hospital;
  private static String token;
  private static String observations;
  private static String patient;

  @BeforeAll
  static void startHospital(@TempDir Path folder) throws Exception {
    client = new TestClient();
    var config = client.register(folder, "hospital-2", "示范第二医院", "classpath:hospital-2.ndjson.gz");
    hospital = Hospital.start(config, Clock.systemUTC(), new SecureRandom());
    token = client.token(hospital);
    var found =
        client.search(
            hospital, token, "Patient?identifier=urn:oid:2.16.156.10011.1.3%7C310101198503029974");
    patient = found.at("/entry/0/resource/id").asText();
    observations = "Observation?_count=20&patient=" + patient;
  }

  @AfterEach
  void clear() {
    hospital.clear();
  }

  @AfterAll
  static void stopHospital() {
    hospital.close();
  }

  @ParameterizedTest
  @CsvSource({"UNAUTHORIZED,401", "TOO_MANY_REQUESTS,429", "SERVER_ERROR,500"})
  void aStatusIsAnsweredAsOftenAsAsked(Fault.Kind kind, int status) throws Exception {
    hospital.set(Fault.of(kind).times(2));

    for (int i = 0; i < 2; i++) {
      var response = client.get(hospital.fhirUrl() + "/" + observations, token);
      assertThat(response.statusCode()).isEqualTo(status);
      assertThat(client.json(response).path("resourceType").asText()).isEqualTo("OperationOutcome");
    }

    assertThat(client.get(hospital.fhirUrl() + "/" + observations, token).statusCode())
        .isEqualTo(200);
  }

  @Test
  void tooManyRequestsSayWhenToComeAgain() throws Exception {
    hospital.set(Fault.of(Fault.Kind.TOO_MANY_REQUESTS));

    var response = client.get(hospital.fhirUrl() + "/" + observations, token);

    assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
  }

  @Test
  void aHospitalThatIsDownRefusesConnectionsAndComesBack() throws Exception {
    hospital.set(Fault.of(Fault.Kind.DOWN));
    assertThatThrownBy(() -> new TestClient().get(hospital.fhirUrl() + "/" + observations, token))
        .isInstanceOf(IOException.class);

    hospital.clear();

    assertThat(client.get(hospital.fhirUrl() + "/" + observations, token).statusCode())
        .isEqualTo(200);
  }

  @Test
  void aSlowHospitalAnswersLate() throws Exception {
    hospital.set(Fault.of(Fault.Kind.SLOW).delay(700));

    var start = System.nanoTime();
    var response = client.get(hospital.fhirUrl() + "/" + observations, token);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(690));
  }

  @Test
  void anEndlessChainOfPagesBringsNewRecordsEachTime() throws Exception {
    hospital.set(Fault.of(Fault.Kind.ENDLESS_PAGES));
    var bundle = client.search(hospital, token, observations);
    var ids = new HashSet<String>();
    int records = 0;

    for (int page = 0; page < 30; page++) {
      for (var entry : bundle.path("entry")) {
        ids.add(entry.at("/resource/id").asText());
        records++;
      }
      assertThat(TestClient.next(bundle)).as("page %d", page).isNotEmpty();
      bundle = client.json(client.get(TestClient.next(bundle), token));
    }

    assertThat(records).isEqualTo(30 * 20);
    assertThat(ids).hasSize(records);
  }

  @Test
  void malformedJsonBreaksOff() throws Exception {
    hospital.set(Fault.of(Fault.Kind.MALFORMED_JSON));

    var response = client.get(hospital.fhirUrl() + "/" + observations, token);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThatThrownBy(() -> client.json(response)).isInstanceOf(JsonProcessingException.class);
  }

  @Test
  void hugeJsonIsAsLargeAsAsked() throws Exception {
    hospital.set(Fault.of(Fault.Kind.HUGE_JSON).size(5_000_000));

    var response = client.get(hospital.fhirUrl() + "/" + observations, token);

    assertThat(response.body().length()).isGreaterThan(5_000_000);
  }

  @Test
  void anotherPatientsRecordIsAmongTheOwn() throws Exception {
    hospital.set(Fault.of(Fault.Kind.OTHER_PATIENT));

    var bundle = client.search(hospital, token, observations);

    var subjects = new HashSet<String>();
    bundle
        .path("entry")
        .forEach(entry -> subjects.add(entry.at("/resource/subject/reference").asText()));
    assertThat(subjects).hasSize(2).contains("Patient/" + patient);
  }

  @Test
  void onlyTheNamedPathFails() throws Exception {
    hospital.set(Fault.of(Fault.Kind.SERVER_ERROR).at("/fhir/Observation"));

    assertThat(client.get(hospital.fhirUrl() + "/Patient/" + patient, token).statusCode())
        .isEqualTo(200);
    assertThat(client.get(hospital.fhirUrl() + "/" + observations, token).statusCode())
        .isEqualTo(500);
  }

  @Test
  void faultsAreSwitchedOverHttp() throws Exception {
    var on = "{\"kind\":\"server-error\",\"times\":1}";
    assertThat(admin("PUT", on)).isEqualTo(204);
    assertThat(client.get(hospital.fhirUrl() + "/" + observations, token).statusCode())
        .isEqualTo(500);

    assertThat(admin("PUT", "{\"kind\":\"slow\",\"delayMillis\":60000}")).isEqualTo(204);
    assertThat(admin("DELETE", "")).isEqualTo(204);

    assertThat(client.get(hospital.fhirUrl() + "/" + observations, token).statusCode())
        .isEqualTo(200);
    assertThat(admin("PUT", "{\"kind\":\"unheard-of\"}")).isEqualTo(400);
  }

  @Test
  void thePublicPortHasNoSwitches() throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(hospital.baseUrl() + "/fault"))
            .PUT(HttpRequest.BodyPublishers.ofString("{\"kind\":\"server-error\"}"))
            .build();

    assertThat(client.send(request).statusCode()).isEqualTo(404);
  }

  private static int admin(String method, String body) throws Exception {
    return client
        .send(
            HttpRequest.newBuilder(URI.create(hospital.adminUrl()))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build())
        .statusCode();
  }
}
