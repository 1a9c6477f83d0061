package org.claimexchange.server.register;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.ledger.registers.RegisterHandover;
import org.claimexchange.ledger.registers.RegisterHandover.Register;
import org.claimexchange.model.disclosure.Salt;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.register.EntryStatus;
import org.claimexchange.model.register.MerkleTree;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.RegisterEntry;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.model.register.RegisterState;
import org.claimexchange.model.register.Role;
import org.claimexchange.server.register.RegisterTaking.Came;
import org.claimexchange.server.register.RegisterTaking.Result;
import org.claimexchange.server.vault.FileVault;
import org.claimexchange.server.vault.PersonTags;
import org.claimexchange.server.vault.SealedBytes;
import org.claimexchange.server.vault.Vault;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Handovers and the rows of a real database; what stands on the ledger is written down here. */
class RegisterTakingIT {
  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir static Path folder;
  private static EmbeddedPostgres postgres;
  private static DataSource database;
  private static JdbcClient jdbc;
  private static RegisterTable table;
  private final Map<RegisterName, Register> standing = new EnumMap<>(RegisterName.class);

  @BeforeAll
  static void start() throws Exception {
    postgres = EmbeddedPostgres.builder().setDataDirectory(folder.resolve("database")).start();
    database = postgres.getPostgresDatabase();
    Flyway.configure().dataSource(database).load().migrate();
    jdbc = JdbcClient.create(database);
    Vault vault = new FileVault(folder.resolve("vault"), RANDOM);
    table =
        new RegisterTable(
            jdbc,
            new JdbcTemplate(database),
            new SealedBytes(vault, RANDOM),
            new PersonTags(vault));
  }

  @AfterAll
  static void stop() throws Exception {
    postgres.close();
  }

  @BeforeEach
  void empty() {
    jdbc.sql("delete from register_entry").update();
    jdbc.sql("delete from register").update();
  }

  @Test
  void severalInstancesThatTakeTheSameAtOnceLeaveItThereOnce() throws Exception {
    Register many = participants(3, 1_000);
    stands(many);
    int instances = 4;
    CyclicBarrier together = new CyclicBarrier(instances);
    try (ExecutorService threads = Executors.newFixedThreadPool(instances)) {
      Callable<Came> instance =
          () -> {
            together.await();
            return take(many);
          };
      List<Came> came = new ArrayList<>();
      for (Future<Came> one :
          threads.invokeAll(Stream.generate(() -> instance).limit(instances).toList())) {
        came.add(one.get());
      }
      assertThat(came).containsOnlyOnce(Came.TAKEN);
      assertThat(came).containsOnly(Came.TAKEN, Came.KNOWN);
    }
    RegisterSnapshot rows = table.load(RegisterName.PARTICIPANTS);
    assertThat(rows.version()).isEqualTo(3);
    assertThat(rows.root()).isEqualTo(many.root());
    assertThat(rows.all(Participant.class)).hasSize(1_000);
  }

  @Test
  void onlyRowsThatChangedAreWrittenAnewAndNewestRowsAreSeenAtOnce() {
    Register first = participants(1, 3);
    stands(first);
    take(first);
    StoredRegisters registers = new StoredRegisters(table, jdbc, Clock.systemUTC());
    assertThat(status(registers, 1)).isEqualTo(EntryStatus.ACTIVE);
    List<String> before = sealed();

    Register second = suspended(first, 1);
    stands(second);

    assertThat(take(second)).isEqualTo(Came.TAKEN);
    assertThat(status(registers, 1)).isEqualTo(EntryStatus.SUSPENDED);
    List<String> after = sealed();
    assertThat(after.get(1)).isNotEqualTo(before.get(1));
    assertThat(List.of(after.get(0), after.get(2)))
        .isEqualTo(List.of(before.get(0), before.get(2)));
  }

  @Test
  void rowsNeverGoBackAlsoWhereAPeerIsBehind() {
    Register first = participants(1, 3);
    Register second = suspended(first, 1);
    stands(second);
    take(second);

    // A peer that has not caught up says that the first one stands.
    stands(first);

    assertThat(take(first)).isEqualTo(Came.OLD);
    assertThat(table.version(RegisterName.PARTICIPANTS)).isEqualTo(2);
    assertThat(table.load(RegisterName.PARTICIPANTS).root()).isEqualTo(second.root());
  }

  @Test
  void whatDoesNotStandOnTheLedgerIsNotTaken() {
    Register first = participants(2, 3);
    stands(first);

    assertThat(take(suspended(first, 0))).isEqualTo(Came.EARLY);
    assertThat(take(participants(2, 3))).isEqualTo(Came.FOREIGN);
    assertThat(take(participants(1, 3))).isEqualTo(Came.OLD);
    assertThat(table.versions()).isEmpty();

    standing.clear();
    assertThat(take(first)).isEqualTo(Came.EARLY);
    assertThat(table.versions()).isEmpty();
  }

  @Test
  void rowsOfAnotherLedgerAreNotTakenForThisOnes() {
    Register ours = participants(2, 3);
    stands(ours);
    take(ours);
    Register others = participants(2, 3);
    stands(others);

    assertThat(take(others)).isEqualTo(Came.FOREIGN);
    assertThat(table.load(RegisterName.PARTICIPANTS).root()).isEqualTo(ours.root());
  }

  @Test
  void oneRegisterThatIsOldDoesNotKeepTheOthersBack() {
    Register participants = participants(2, 2);
    stands(participants);
    Register approvals = register(RegisterName.APPROVALS, 4, List.of());
    stands(register(RegisterName.APPROVALS, 5, List.of()));

    List<Result> came = taking().take(handover(participants, approvals));

    assertThat(came)
        .contains(
            new Result(RegisterName.PARTICIPANTS, 2, Came.TAKEN),
            new Result(RegisterName.APPROVALS, 4, Came.OLD));
  }

  private Came take(Register one) {
    return taking().take(handover(one)).stream()
        .filter(result -> result.register() == one.register())
        .findFirst()
        .orElseThrow()
        .came();
  }

  private RegisterTaking taking() {
    return new RegisterTaking(
        ledger(), table, new TransactionTemplate(new JdbcTransactionManager(database)));
  }

  private void stands(Register one) {
    standing.put(one.register(), one);
  }

  private static RegisterHandover handover(Register... some) {
    return RegisterHandover.read(
        CanonicalJson.write(
            new RegisterHandover(
                RegisterHandover.TYPE,
                Arrays.stream(RegisterName.values())
                    .map(name ->
                        Arrays.stream(some)
                            .filter(one -> one.register() == name)
                            .findFirst()
                            .orElseGet(() -> register(name, 0, List.of())))
                    .toList())));
  }

  private static Register participants(long version, int count) {
    List<RegisterEntry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(
          new Participant(
              "insurer-" + i,
              Role.INSURER,
              "InsurerMSP",
              "第" + i + "健康保险股份有限公司",
              List.of(),
              EntryStatus.ACTIVE,
              Salt.fresh(RANDOM)));
    }
    return register(RegisterName.PARTICIPANTS, version, entries);
  }

  private static Register suspended(Register before, int place) {
    List<RegisterEntry> entries = new ArrayList<>(before.read());
    Participant one = (Participant) entries.get(place);
    entries.set(
        place,
        new Participant(
            one.id(),
            one.role(),
            one.mspId(),
            one.name(),
            one.certificates(),
            EntryStatus.SUSPENDED,
            Salt.fresh(RANDOM)));
    return register(before.register(), before.version() + 1, entries);
  }

  private static Register register(RegisterName name, long version, List<RegisterEntry> entries) {
    MerkleTree tree = new MerkleTree();
    for (int place = 0; place < entries.size(); place++) {
      tree.set(place, entries.get(place).leaf());
    }
    return new Register(
        name, version, tree.root(), entries.stream().map(CanonicalJson::tree).toList());
  }

  private static EntryStatus status(Registers registers, int number) {
    return registers.participant("insurer-" + number).orElseThrow().entry().status();
  }

  private static List<String> sealed() {
    return jdbc.sql("select encode(entry, 'hex') from register_entry order by place")
        .query(String.class)
        .list();
  }

  private ConsentLedger ledger() {
    return (ConsentLedger)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {ConsentLedger.class},
            (proxy, method, arguments) -> {
              if (!method.getName().equals("register")) {
                throw new AssertionError(method.getName());
              }
              return Optional.ofNullable(standing.get((RegisterName) arguments[0]))
                  .map(one ->
                      new RegisterState(one.register(), one.root(), one.version(), Instant.EPOCH));
            });
  }
}
