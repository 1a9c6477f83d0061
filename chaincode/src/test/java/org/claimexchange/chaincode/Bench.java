package org.claimexchange.chaincode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.claimexchange.chaincode.caller.Call;
import org.claimexchange.chaincode.caller.Creator;
import org.claimexchange.chaincode.refusal.RefusedException;
import org.claimexchange.chaincode.register.ProvenRoots;
import org.claimexchange.chaincode.register.Registers;
import org.claimexchange.chaincode.state.States;
import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.LedgerCertificates;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.model.evidence.EvidenceAnswer;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.person.Person;
import org.claimexchange.model.register.CertificateUse;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.transaction.EvidenceRequest;
import org.claimexchange.model.transaction.LedgerRefusal.Code;
import org.claimexchange.model.transaction.Transaction;

/** The rules over a ledger in memory, with a clock that is moved. */
final class Bench {
  final MovableClock clock = new MovableClock();
  final World world =
      new World(clock, new SecureRandom(), LedgerCertificates.selfSigned(clock.instant()));
  final Map<String, byte[]> ledger = new TreeMap<>();
  private final ConsentRules rules = new ConsentRules();
  private final ProvenRoots roots = new ProvenRoots();
  private final Map<String, MemoryWorld> touched = new TreeMap<>();
  private final Map<String, MemoryWorld> repeated = new TreeMap<>();

  /** A bench on which the registers stand. */
  static Bench ready() {
    Bench bench = new Bench();
    bench.world.setUp().forEach(transaction -> bench.commit(World.REGULATOR, transaction));
    return bench;
  }

  /** A case whose request stands on the ledger. */
  ClaimCase requested() {
    ClaimCase claim = world.newCase(World.mother());
    commit(World.OPERATOR, claim.recordRequest());
    return claim;
  }

  /** A case whose consent stands on the ledger. */
  ClaimCase granted() {
    ClaimCase claim = requested();
    commit(World.OPERATOR, claim.grant());
    return claim;
  }

  /** Runs and commits a transaction. */
  JsonNode commit(String caller, Transaction transaction) {
    MemoryWorld simulation = new MemoryWorld(ledger);
    JsonNode state = rules.write(call(simulation, creator(caller)), transaction);
    ledger.putAll(simulation.writes());
    touched.put(transaction.function(), simulation);
    return state;
  }

  /** What the last transaction of this function read and wrote. */
  MemoryWorld touched(String function) {
    return touched.get(function);
  }

  /** What the last repeated transaction of this function read. */
  MemoryWorld repeated(String function) {
    return repeated.get(function);
  }

  <T> T commit(String caller, Transaction transaction, Class<T> type) {
    return CanonicalJson.convert(commit(caller, transaction), type);
  }

  EvidenceAnswer evidence(EvidenceRequest request) {
    MemoryWorld simulation = new MemoryWorld(ledger);
    EvidenceAnswer answer = rules.evidence(call(simulation, creator(World.OPERATOR)), request);
    assertThat(simulation.writes()).as("evidence writes nothing").isEmpty();
    return answer;
  }

  /** Why a transaction is refused; it must be, and must write nothing. */
  Code refusal(String caller, Transaction transaction) {
    return refusal(creator(caller), transaction);
  }

  Code refusal(Creator creator, Transaction transaction) {
    MemoryWorld simulation = new MemoryWorld(ledger);
    RefusedException refused =
        catchThrowableOfType(
            RefusedException.class, () -> rules.write(call(simulation, creator), transaction));
    assertThat(refused).as("%s must be refused", transaction.function()).isNotNull();
    assertThat(simulation.writes()).isEmpty();
    tellsNothing(refused);
    return refused.code();
  }

  Code refusal(EvidenceRequest request) {
    RefusedException refused =
        catchThrowableOfType(RefusedException.class, () -> evidence(request));
    assertThat(refused).as("%s must be refused", request.function()).isNotNull();
    tellsNothing(refused);
    return refused.code();
  }

  /** What repeats a transaction: same answer, nothing written. */
  JsonNode repeat(String caller, Transaction transaction) {
    MemoryWorld simulation = new MemoryWorld(ledger);
    JsonNode state = rules.write(call(simulation, creator(caller)), transaction);
    assertThat(simulation.writes()).as("a repeated transaction writes nothing").isEmpty();
    repeated.put(transaction.function(), simulation);
    return state;
  }

  /** Commits a transaction of the operator and says whether repeating it answers the same. */
  boolean repeatable(Transaction transaction) {
    JsonNode first = commit(World.OPERATOR, transaction);
    return first.equals(repeat(World.OPERATOR, transaction));
  }

  Creator creator(String participant) {
    Participant entry = world.participants().entry(participant);
    return new Creator(
        entry.mspId(),
        entry.certificates().stream()
            .filter(one -> one.use() == CertificateUse.LEDGER)
            .reduce((older, newer) -> newer)
            .orElseThrow()
            .fingerprint());
  }

  private Call call(MemoryWorld simulation, Creator creator) {
    States states = new States(simulation);
    return new Call(creator, clock.instant(), states, new Registers(states, roots));
  }

  private static void tellsNothing(RefusedException refused) {
    for (Person one : List.of(World.mother(), World.child(), World.stranger())) {
      assertThat(refused.getMessage()).doesNotContain(one.name(), one.id().number());
    }
    assertThat(refused.getMessage()).doesNotContain(World.INSURER, World.FIRST_HOSPITAL);
  }
}
