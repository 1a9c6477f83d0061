package org.claimexchange.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.claimexchange.model.consent.Part;
import org.claimexchange.server.release.PullRow;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hospital that drops its files at an SFTP server. */
class SftpSourceIT {
  private static final Part STAY = Claims.only(Claims.SECOND_STAY, "visit", "fee-list");

  @TempDir static Path data;
  @TempDir Path folder;
  private static int sftpPort;
  private static KeyPair host;
  private static KeyPair client;
  private static List<String> settings;
  private static RunningExchange exchange;
  private static SftpHospital hospital;

  @BeforeAll
  static void start() throws Exception {
    sftpPort = RunningExchange.freePort();
    host = SftpHospital.keyPair();
    client = SftpHospital.keyPair();
    Path key = data.resolve("sftp-key.pem");
    try (OutputStream out = Files.newOutputStream(key)) {
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(client, "exchange", null, out);
    }
    settings =
        List.of(
            "--exchange.sources.hospital-2.kind=sftp",
            "--exchange.sources.hospital-2.sftp.host=localhost",
            "--exchange.sources.hospital-2.sftp.port=" + sftpPort,
            "--exchange.sources.hospital-2.sftp.user=exchange",
            "--exchange.sources.hospital-2.sftp.host-key=" + SftpHospital.line(host),
            "--exchange.sources.hospital-2.sftp.private-key=" + key,
            "--exchange.sources.hospital-2.sftp.poll=1s",
            "--exchange.pull.waiting=2h");
    exchange = run(data, settings);
    hospital = hospital(host, client);
  }

  private static RunningExchange run(Path data, List<String> settings) throws Exception {
    return RunningExchange.start(data, RunningExchange.freePort(), List.of("hospital-1"), settings);
  }

  private static SftpHospital hospital(KeyPair host, KeyPair client) throws Exception {
    return SftpHospital.start(sftpPort, data, host, client, exchange.handover().resolve("trust"));
  }

  @AfterAll
  static void stop() throws Exception {
    hospital.close();
    exchange.close();
  }

  @Test
  void what_is_dropped_after_the_evidence_is_taken_and_the_source_is_told() throws Exception {
    // given: the exchange asks, and says nothing of the person before it has shown evidence
    Carried claim = Carried.granted(exchange, STAY);
    String release = claim.release().id();
    hospital.issueNonce(release);
    hospital.checkPresentation(release);

    // when
    OwnFile fees = OwnFile.feeList();
    OwnFile print = OwnFile.printOf(fees);
    hospital.drop(release, true, fees, print);

    // then
    claim.awaitStatus(Task.TaskStatus.COMPLETED);
    Path files = claim.open(folder);
    assertThat(Carried.originals(files)).containsExactly("01-费用清单.csv", "02-费用清单.pdf");
    assertThat(Files.readString(hospital.folder(release).resolve("taken.json")))
        .contains("retrievedAt");
    try (var left = Files.list(hospital.folder(release))) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.endsWith(".part"));
    }
  }

  @Test
  void nothing_of_a_person_is_written_before_the_source_has_asked_for_evidence() throws Exception {
    Carried claim = Carried.granted(exchange, STAY);
    Path ask = hospital.folder(claim.release().id()).resolve("ask.json");
    Carried.await(() -> Files.exists(ask), "ask.json");

    assertThat(Files.readString(ask)).doesNotContain("王建国", "310101198503029974", "ZY2026082219");
    claim.patient().withdraw(claim.consent());
  }

  @Test
  void what_lies_there_before_the_evidence_is_not_taken() throws Exception {
    Carried claim = Carried.granted(exchange, STAY);
    String release = claim.release().id();
    Carried.await(() -> Files.exists(hospital.folder(release).resolve("ask.json")), "ask.json");

    hospital.drop(release, true, OwnFile.feeList());
    Thread.sleep(3_000);

    assertThat(claim.pull().status()).isEqualTo(PullRow.Status.LATE);
    assertThat(claim.pull().problem()).isEqualTo("NOT_HANDED_OVER");
    claim.patient().withdraw(claim.consent());
  }

  @Test
  void a_source_that_refused_may_ask_for_evidence_anew() throws Exception {
    Carried claim = Carried.granted(exchange, STAY);
    String release = claim.release().id();
    hospital.issueNonce(release);
    hospital.refuse(release);
    claim.awaitProblem("TURNED_AWAY");

    byte[] before = Files.readAllBytes(hospital.folder(release).resolve("presentation.json"));
    hospital.issueNonce(release);
    Carried.await(
        () ->
            !java.util.Arrays.equals(
                before, Files.readAllBytes(hospital.folder(release).resolve("presentation.json"))),
        "another presentation");
    hospital.checkPresentation(release);
    hospital.drop(release, true, OwnFile.feeList());

    claim.awaitStatus(Task.TaskStatus.COMPLETED);
  }

  @Test
  void a_withdrawal_before_the_drop_is_heard_of_and_nothing_is_taken() throws Exception {
    Carried claim = Carried.granted(exchange, STAY);
    String release = claim.release().id();
    hospital.issueNonce(release);
    hospital.checkPresentation(release);

    claim.patient().withdraw(claim.consent());
    hospital.drop(release, true, OwnFile.feeList());

    claim.awaitStatus(Task.TaskStatus.CANCELLED);
    Thread.sleep(2_500);
    assertThat(hospital.folder(release).resolve("taken.json")).doesNotExist();
  }

  @Test
  void a_file_that_is_larger_than_its_announcement_is_not_taken() throws Exception {
    Carried claim = Carried.granted(exchange, STAY);
    String release = claim.release().id();
    hospital.issueNonce(release);
    hospital.checkPresentation(release);
    OwnFile fees = OwnFile.feeList();
    hospital.write(
        release,
        "fees",
        (new String(fees.bytes(), StandardCharsets.UTF_8) + "\n").getBytes(StandardCharsets.UTF_8));
    hospital.write(
        release,
        "documents.json",
        org.claimexchange.model.json.CanonicalJson.write(OwnFile.list(release, true, fees)));

    claim.awaitStatus(Task.TaskStatus.FAILED);

    assertThat(claim.pull().problem()).isEqualTo("TOO_LARGE");
  }

  @Test
  void a_server_with_another_host_key_or_that_lets_nobody_in_is_not_spoken_to() throws Exception {
    // given: somebody else answers at that address
    hospital.close();
    hospital = hospital(SftpHospital.keyPair(), client);

    // when
    Carried claim = Carried.granted(exchange, STAY);

    // then
    claim.awaitProblem("WRONG_HOST_KEY");
    assertThat(hospital.everything()).doesNotContain(claim.release().id());

    // and: the right host that does not know the exchange's key
    hospital.close();
    hospital = hospital(host, SftpHospital.keyPair());
    claim.awaitProblem("UNAUTHORIZED");

    // and: once it does, all goes on
    hospital.close();
    hospital = hospital(host, client);
    hospital.issueNonce(claim.release().id());
    hospital.checkPresentation(claim.release().id());
    hospital.drop(claim.release().id(), true, OwnFile.feeList());
    claim.awaitStatus(Task.TaskStatus.COMPLETED);
  }
}
