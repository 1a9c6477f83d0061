package org.claimexchange.ledger.registers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.claimexchange.chaincode.testkit.Keys;
import org.claimexchange.chaincode.testkit.LedgerCertificates;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.ledger.LedgerOutcome;
import org.claimexchange.ledger.SubmissionJournal;
import org.claimexchange.ledger.embedded.NetworkIdentity;
import org.claimexchange.ledger.gateway.GatewayLedger;
import org.claimexchange.ledger.gateway.GatewaySettings;
import org.claimexchange.ledger.gateway.LedgerIdentity;
import org.claimexchange.ledger.network.LedgerNetwork;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.register.Approval;
import org.claimexchange.model.register.CertificateUse;
import org.claimexchange.model.register.EntryStatus;
import org.claimexchange.model.register.IdentityProvider;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.ProviderKey;
import org.claimexchange.model.register.RegisterEntry;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.model.register.Relation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A regulator that opens a city with its own book, file and certificate, step by step. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RegisterOfficeIT {
  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir static Path folder;
  private static LedgerNetwork network;
  private static ConsentLedger ledger;
  private static World world;

  @BeforeAll
  static void start() {
    network = LedgerNetwork.start(folder.resolve("network"), Duration.ofMillis(20));
    Map<String, NetworkIdentity> known = new LinkedHashMap<>();
    known.put(World.REGULATOR, network.issueClient("RegulatorMSP", "regulator"));
    known.put(World.OPERATOR, network.issueClient("ExchangeMSP", "exchange"));
    known.put(World.FIRST_HOSPITAL, network.issueClient("SourceMSP", "ruihua"));
    known.put(World.SECOND_HOSPITAL, network.issueClient("SourceMSP", "pudong"));
    known.put(World.INSURER, network.issueClient("InsurerMSP", "anxin"));
    world =
        new World(
            Clock.systemUTC(),
            RANDOM,
            new LedgerCertificates(
                known.get(World.REGULATOR).certificate(),
                known.get(World.OPERATOR).certificate(),
                known.get(World.FIRST_HOSPITAL).certificate(),
                known.get(World.SECOND_HOSPITAL).certificate(),
                known.get(World.INSURER).certificate()));
    // Fills its books; nothing of it is handed in.
    world.setUp();
    NetworkIdentity regulator = known.get(World.REGULATOR);
    ledger =
        GatewayLedger.connect(
            network.channel(),
            GatewaySettings.standard(
                new LedgerIdentity(
                    regulator.mspId(), regulator.certificate(), regulator.privateKey())),
            SubmissionJournal.none());
  }

  @AfterAll
  static void stop() {
    ledger.close();
    network.close();
  }

  @Test
  @Order(1)
  void nothingIsChangedBeforeTheRegistersAreSetUp() throws IOException {
    try (RegisterBookFile file = RegisterBookFile.open(book())) {
      assertThatThrownBy(() ->
              office(file).carryOut(RegisterOrder.read(bytes(suspended(World.INSURER))).getFirst()))
          .isInstanceOf(RegisterTroubleException.class)
          .hasMessageContaining("set the registers up first");
      office(file).initialize(entry(world.participants().entry(World.REGULATOR)));
      assertThatThrownBy(
              () -> office(file).initialize(entry(world.participants().entry(World.REGULATOR))))
          .isInstanceOf(RegisterTroubleException.class)
          .hasMessageContaining("set up already");
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(book())))
        .isEqualTo("rw-------");
  }

  @Test
  @Order(2)
  void aFileOfOrdersFillsEveryRegister() throws IOException {
    Relation relation = world.relations().entry(World.RELATION);
    for (String participant :
        List.of(World.OPERATOR, World.FIRST_HOSPITAL, World.SECOND_HOSPITAL, World.INSURER)) {
      done(order("put", world.participants().entry(participant)));
    }
    done(order("put", world.providers().entry(World.PROVIDER)));
    done(order("put", world.templates().entry(World.TEMPLATE)));
    done(order("put", world.approvals().entry(World.APPROVAL)));
    RegisterBook book =
        done(
            "[{\"change\":\"relate\",\"entry\":%s,\"source\":\"%s\",\"word\":\"%s\"}]"
                .formatted(
                    CanonicalJson.writeText(entry(relation)),
                    World.FIRST_HOSPITAL,
                    world.attested(relation, world.hospitalKey()).jws()));

    assertThat(book.registers())
        .extracting(RegisterBook.Pages::version)
        .containsExactly(5L, 1L, 1L, 1L, 1L);
    assertThat(book.participant(World.INSURER)).isPresent();
  }

  @Test
  @Order(3)
  void oneIsSuspendedAndCountsAgainAndAnApprovalIsWithdrawn() throws IOException {
    RegisterBook suspended = done(suspended(World.INSURER));
    assertThat(participant(suspended, World.INSURER).status()).isEqualTo(EntryStatus.SUSPENDED);

    done(
        "[{\"change\":\"status\",\"register\":\"participants\",\"id\":\"%s\",\"status\":\"active\"}]"
            .formatted(World.INSURER));
    RegisterBook ended =
        done(
            "[{\"change\":\"status\",\"register\":\"approvals\",\"id\":\"%s\",\"status\":\"ended\"}]"
                .formatted(World.APPROVAL));

    assertThat(ended.of(RegisterName.APPROVALS).read())
        .singleElement()
        .isInstanceOfSatisfying(
            Approval.class, approval -> assertThat(approval.status()).isEqualTo(EntryStatus.ENDED));
  }

  @Test
  @Order(4)
  void aKeyIsRotatedByAddingTheNewOneAndEndingTheOld() throws Exception {
    Instant now = Instant.now();
    String fresh =
        Base64.getEncoder().encodeToString(Keys.certificate("anxin-2027", now).getEncoded());
    String old = participant(read(), World.INSURER).certificates().getFirst().fingerprint().value();
    done(
        "[{\"change\":\"certificate\",\"id\":\"%s\",\"use\":\"ledger\",\"certificate\":\"%s\",\"from\":\"%s\",\"to\":\"%s\"}]"
            .formatted(World.INSURER, fresh, now, now.plus(Duration.ofDays(200))));
    RegisterBook rotated =
        done(
            "[{\"change\":\"certificate-end\",\"id\":\"%s\",\"fingerprint\":\"%s\",\"to\":\"%s\"}]"
                .formatted(World.INSURER, old, now.plus(Duration.ofDays(7))));

    assertThat(participant(rotated, World.INSURER).certificates())
        .filteredOn(one -> one.use() == CertificateUse.LEDGER)
        .hasSize(2)
        .first()
        .satisfies(one -> assertThat(one.to()).isEqualTo(now.plus(Duration.ofDays(7))));

    String jwk = Keys.publicJwk(Keys.p256());
    done(
        "[{\"change\":\"provider-key\",\"id\":\"%s\",\"key\":%s}]"
            .formatted(
                World.PROVIDER,
                CanonicalJson.writeText(
                    new ProviderKey("2027", jwk, now, now.plus(Duration.ofDays(200))))));
    RegisterBook provider =
        done(
            "[{\"change\":\"provider-key-end\",\"id\":\"%s\",\"kid\":\"%s\",\"to\":\"%s\"}]"
                .formatted(World.PROVIDER, World.KID, now.plus(Duration.ofDays(1))));
    assertThat(provider.of(RegisterName.PROVIDERS).read())
        .singleElement()
        .isInstanceOfSatisfying(
            IdentityProvider.class,
            one -> assertThat(one.keys()).extracting(ProviderKey::kid).contains("2027"));
  }

  @Test
  @Order(5)
  void whatTheLedgerRefusesIsTakenBackAndSaid() throws IOException {
    RegisterBook before = read();
    assertThatThrownBy(() -> done(suspended(World.REGULATOR)))
        .isInstanceOf(RegisterTroubleException.class)
        .hasMessageContaining("CHANGE_NOT_ALLOWED");
    assertThatThrownBy(() -> done(suspended("insurer-unknown")))
        .hasMessageContaining("no entry insurer-unknown");
    assertThat(read()).isEqualTo(before);
  }

  @Test
  @Order(6)
  void aChangeOfWhichNothingWasHeardIsEndedByTheNextWhetherItStandsOrNot() throws IOException {
    for (boolean handedIn : List.of(false, true)) {
      RegisterBook before = read();
      try (RegisterBookFile file = RegisterBookFile.open(book())) {
        RegisterOffice deaf = new RegisterOffice(deaf(handedIn), file, RANDOM);
        assertThatThrownBy(
                () -> deaf.carryOut(RegisterOrder.read(bytes(suspended(World.INSURER))).getFirst()))
            .hasMessageContaining("stays begun");
      }
      assertThat(read().begun()).hasSize(1);
      assertThat(read().registers()).isEqualTo(before.registers());

      try (RegisterBookFile file = RegisterBookFile.open(book())) {
        RegisterBook settled = office(file).settle();
        office(file).agreesWithLedger(settled);
        assertThat(participant(settled, World.INSURER).status()).isEqualTo(EntryStatus.SUSPENDED);
      }
      done(
          "[{\"change\":\"status\",\"register\":\"participants\",\"id\":\"%s\",\"status\":\"active\"}]"
              .formatted(World.INSURER));
    }
  }

  @Test
  @Order(7)
  void twoCommandsDoNotHaveTheBookAtOnceAndAnOldBookChangesNothing() throws IOException {
    byte[] old = Files.readAllBytes(book());
    try (RegisterBookFile file = RegisterBookFile.open(book())) {
      assertThatThrownBy(() -> RegisterBookFile.open(book()))
          .hasMessageContaining("another command is at work");
    }
    done(suspended(World.SECOND_HOSPITAL));
    byte[] newest = Files.readAllBytes(book());
    Files.write(book(), old);

    assertThatThrownBy(() -> done(suspended(World.FIRST_HOSPITAL)))
        .hasMessageContaining("take the newest book");
    Files.write(book(), newest);
    try (RegisterBookFile file = RegisterBookFile.open(book())) {
      office(file).agreesWithLedger(file.read().orElseThrow());
    }
  }

  private static RegisterBook done(String orders) throws IOException {
    try (RegisterBookFile file = RegisterBookFile.open(book())) {
      RegisterBook book = file.read().orElseThrow();
      for (RegisterOrder order : RegisterOrder.read(bytes(orders))) {
        book = office(file).carryOut(order);
      }
      office(file).agreesWithLedger(book);
      return book;
    }
  }

  private static RegisterBook read() throws IOException {
    try (RegisterBookFile file = RegisterBookFile.open(book())) {
      return file.read().orElseThrow();
    }
  }

  private static RegisterOffice office(RegisterBookFile file) {
    return new RegisterOffice(ledger, file, RANDOM);
  }

  private static Path book() {
    return folder.resolve("book.json");
  }

  private static String order(String change, RegisterEntry entry) {
    return "[{\"change\":\"%s\",\"register\":%s,\"entry\":%s}]"
        .formatted(
            change,
            CanonicalJson.writeText(entry.register()),
            CanonicalJson.writeText(entry(entry)));
  }

  private static String suspended(String participant) {
    return "[{\"change\":\"status\",\"register\":\"participants\",\"id\":\"%s\",\"status\":\"suspended\"}]"
        .formatted(participant);
  }

  private static ObjectNode entry(RegisterEntry entry) {
    ObjectNode tree = (ObjectNode) CanonicalJson.tree(entry);
    tree.remove("salt");
    return tree;
  }

  private static Participant participant(RegisterBook book, String id) {
    return book.participant(id).orElseThrow().entry();
  }

  private static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  /** A ledger of whose writes nothing is heard, whether they were handed in or not. */
  private static ConsentLedger deaf(boolean handedIn) {
    return (ConsentLedger)
        Proxy.newProxyInstance(
            RegisterOfficeIT.class.getClassLoader(),
            new Class<?>[] {ConsentLedger.class},
            (proxy, method, arguments) -> {
              boolean writes = method.getName().equals("changeRegister");
              try {
                Object answer = writes && !handedIn ? "" : method.invoke(ledger, arguments);
                return writes ? new LedgerOutcome.Unknown<>("tx1") : answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
