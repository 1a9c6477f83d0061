package org.claimexchange.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.ledger.LedgerOutcome;
import org.claimexchange.ledger.SubmissionJournal;
import org.claimexchange.ledger.embedded.EmbeddedNetwork;
import org.claimexchange.ledger.embedded.NetworkIdentity;
import org.claimexchange.ledger.gateway.GatewayLedger;
import org.claimexchange.ledger.gateway.GatewaySettings;
import org.claimexchange.ledger.gateway.LedgerIdentity;
import org.claimexchange.model.consent.GrantorProof;
import org.claimexchange.model.delivery.DeliveryStatus;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Salt;
import org.claimexchange.model.register.CertificateUse;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.RegisteredCertificate;
import org.claimexchange.model.transaction.Revoke;
import org.claimexchange.model.transaction.Withdrawal;
import org.claimexchange.samples.insurer.Claim;
import org.claimexchange.samples.patient.PatientClient;
import org.claimexchange.server.consent.ConsentRow;
import org.claimexchange.server.consent.ConsentTable;
import org.claimexchange.server.delivery.DeliveryRow;
import org.claimexchange.server.delivery.DeliveryTable;
import org.claimexchange.server.job.Step;
import org.claimexchange.server.job.StepQueue;
import org.claimexchange.server.register.RegisterKeeperFactory;
import org.claimexchange.server.register.Registers;
import org.claimexchange.server.request.DataRequestStatus;
import org.claimexchange.server.request.RequestTable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rule 4: erasure follows a withdrawal that another hands in, and a consent's end. */
class WithdrawnByOthersIT {
  private static final SecureRandom RANDOM = new SecureRandom();
  @TempDir static Path data;
  private static RunningExchange exchange;
  private static ConsentLedger hospital;
  private static ConsentLedger regulator;

  @BeforeAll
  static void start() throws Exception {
    exchange = RunningExchange.start(data);
    EmbeddedNetwork network = exchange.bean(EmbeddedNetwork.class);
    NetworkIdentity source = network.issueClient("SourceMSP", "hospital-1");
    hospital = connect(network, source);
    regulator = connect(network, network.issueClient("RegulatorMSP", "regulator"));
    registerForTheLedger("hospital-1", source);
  }

  @AfterAll
  static void stop() {
    hospital.close();
    regulator.close();
    exchange.close();
  }

  @Test
  void a_hospital_hands_a_withdrawal_in_and_the_package_is_erased() throws Exception {
    // given: a package that is delivered
    Delivered delivered = delivered();
    PatientClient.SignedWithdrawal signed = delivered.patient().signWithdrawal(delivered.consent());

    // when: the patient goes to the hospital's counter, and the exchange is not asked
    var outcome = hospital.revoke(byHospital(delivered.signed(), signed));

    // then
    assertThat(outcome).isInstanceOf(LedgerOutcome.Committed.class);
    await(() -> consent(delivered).status() == ConsentRow.Status.WITHDRAWN);
    await(() -> delivery(delivered).status() == DeliveryRow.Status.ERASED);
    assertThat(consent(delivered).withdrawalTransactionId())
        .isEqualTo(((LedgerOutcome.Committed<?>) outcome).transactionId());
    assertThat(
            exchange.bean(ConsentLedger.class).findDelivery(delivery(delivered).id()).orElseThrow())
        .satisfies(state -> assertThat(state.status()).isEqualTo(DeliveryStatus.ERASED));
    assertThat(
            exchange
                .bean(JdbcClient.class)
                .sql("select count(*) from package_chunk where delivery = ?")
                .param(delivery(delivered).id())
                .query(Integer.class)
                .single())
        .isZero();
    assertThat(delivered.patient().consent(delivered.consent()).path("state").asText())
        .isEqualTo("withdrawn");
  }

  @Test
  void what_the_server_missed_while_it_did_not_look_is_made_up_for() throws Exception {
    // given: the watch has read on, and the rows still say that the consent is active
    Delivered delivered = delivered();
    var signed = delivered.patient().signWithdrawal(delivered.consent());
    hospital.revoke(byHospital(delivered.signed(), signed));
    await(() -> delivery(delivered).status() == DeliveryRow.Status.ERASED);

    // when: the same step is asked for once more
    exchange
        .bean(StepQueue.class)
        .addAgain(Step.OBSERVE_WITHDRAWAL, delivered.consent(), consent(delivered).request());
    exchange
        .bean(StepQueue.class)
        .await(Step.OBSERVE_WITHDRAWAL, delivered.consent(), Duration.ofSeconds(30));

    // then: it is told once
    assertThat(
            exchange
                .bean(JdbcClient.class)
                .sql("select count(*) from happening where request = ? and kind = 'WITHDRAWN'")
                .param(consent(delivered).request())
                .query(Integer.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void at_a_consents_end_its_package_is_erased() throws Exception {
    // given
    Delivered delivered = delivered();
    JdbcClient jdbc = exchange.bean(JdbcClient.class);
    assertThat(
            jdbc.sql("select count(*) from step where step = 'expire' and object = ?")
                .param(delivered.consent())
                .query(Integer.class)
                .single())
        .isEqualTo(1);

    // when: its end is now
    jdbc.sql("update consent set not_after = now() where id = ?")
        .param(delivered.consent())
        .update();
    exchange
        .bean(StepQueue.class)
        .hurry(Step.EXPIRE, delivered.consent(), consent(delivered).request());

    // then
    await(() -> delivery(delivered).status() == DeliveryRow.Status.ERASED);
  }

  private record Delivered(
      PatientClient patient, String consent, PatientClient.Signed signed, String request) {}

  private static Delivered delivered() throws Exception {
    var insurer = exchange.insurer("insurer-anxin");
    Claim claim = Claims.about(Claims.WANG_JIANGUO, Claims.FIRST_STAY);
    String task = insurer.submit(claim, claim.number()).getIdPart();
    await(() -> insurer.link(insurer.read(task)).isPresent());
    PatientClient patient =
        new PatientClient(exchange.uri("/h5/"), Clock.systemUTC(), new SecureRandom());
    patient.logIn("wang.jianguo", exchange.password("wang.jianguo"));
    String request = patient.open(insurer.link(insurer.read(task)).orElseThrow());
    PatientClient.Signed signed = patient.sign(request, part -> part);
    String consent = patient.handIn(request, signed);
    await(() -> status(task) == DataRequestStatus.COMPLETED);
    return new Delivered(patient, consent, signed, task);
  }

  private static DataRequestStatus status(String request) {
    return exchange.bean(RequestTable.class).find(request).orElseThrow().status();
  }

  private static ConsentRow consent(Delivered delivered) {
    return exchange.bean(ConsentTable.class).find(delivered.consent()).orElseThrow();
  }

  private static DeliveryRow delivery(Delivered delivered) {
    return exchange.bean(DeliveryTable.class).ofRequest(delivered.request()).getFirst();
  }

  private static Revoke byHospital(
      PatientClient.Signed granted, PatientClient.SignedWithdrawal signed) throws Exception {
    Registers registers = exchange.bean(Registers.class);
    Salt salt = Salt.fresh(RANDOM);
    GrantorProof proof = signed.proof();
    Digest statement = signed.statement().digest();
    return new Revoke(
        new Revoke.Open(
            signed.statement().consent(),
            proof.hidden(salt),
            GrantorProof.spent(
                GrantorProof.nonce(thumbprint(proof), statement, proof.random()), proof.random())),
        new Revoke.Hidden(
            registers.participant("hospital-1").orElseThrow(),
            granted.statement(),
            granted.openings().grantor(),
            List.of(new Withdrawal(signed.statement(), proof, registers.provider())),
            salt));
  }

  private static Digest thumbprint(GrantorProof proof) throws Exception {
    return new Digest(ECKey.parse(proof.key()).computeThumbprint().toString());
  }

  /** A hospital may hand withdrawals in once a certificate of its own is registered for that. */
  private static void registerForTheLedger(String id, NetworkIdentity identity) throws Exception {
    Participant before = exchange.bean(Registers.class).participant(id).orElseThrow().entry();
    List<RegisteredCertificate> certificates = new ArrayList<>(before.certificates());
    Instant from = Clock.systemUTC().instant().minus(Duration.ofMinutes(1));
    certificates.add(
        new RegisteredCertificate(
            CertificateUse.LEDGER,
            Base64.getEncoder().encodeToString(identity.certificate().getEncoded()),
            from,
            from.plus(Duration.ofDays(30))));
    exchange
        .bean(RegisterKeeperFactory.class)
        .keeper(regulator, "regulator")
        .change(
            new Participant(
                before.id(),
                before.role(),
                before.mspId(),
                before.name(),
                certificates,
                before.status(),
                Salt.fresh(RANDOM)));
  }

  private static ConsentLedger connect(EmbeddedNetwork network, NetworkIdentity who) {
    return GatewayLedger.connect(
        network.channel(),
        GatewaySettings.standard(
            new LedgerIdentity(who.mspId(), who.certificate(), who.privateKey())),
        SubmissionJournal.none());
  }

  private static void await(Callable<Boolean> wanted) throws Exception {
    for (int i = 0; i < 900 && !wanted.call(); i++) {
      Thread.sleep(100);
    }
    assertThat(wanted.call()).isTrue();
  }
}
