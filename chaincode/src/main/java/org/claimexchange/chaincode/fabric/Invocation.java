package org.claimexchange.chaincode.fabric;

import static org.claimexchange.chaincode.refusal.RefusedException.unless;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.claimexchange.chaincode.ConsentRules;
import org.claimexchange.chaincode.caller.Call;
import org.claimexchange.chaincode.caller.TimeCheck;
import org.claimexchange.chaincode.history.ConsentHistory;
import org.claimexchange.chaincode.refusal.RefusedException;
import org.claimexchange.chaincode.register.ProvenRoots;
import org.claimexchange.chaincode.register.Registers;
import org.claimexchange.chaincode.state.States;
import org.claimexchange.model.evidence.EvidenceQuery;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.transaction.EvidenceRequest;
import org.claimexchange.model.transaction.LedgerRefusal.Code;
import org.claimexchange.model.transaction.Transaction;
import org.hyperledger.fabric.shim.ChaincodeStub;

/** One call of the contract: reads its arguments strictly and has the rules judge it. */
public final class Invocation {
  /** The largest open side, in bytes. */
  static final int LARGEST_OPEN = 16 * 1024;

  private static final int LARGEST_HIDDEN = 1024 * 1024;
  private static final int LONGEST_ARGUMENT = 100;

  private final ChaincodeStub stub;
  private final ConsentRules rules;
  private final ProvenRoots roots;
  private final Clock clock;
  private final StubState world;

  /**
   * @param stub of the shim
   * @param rules what judges
   * @param roots of entries that were shown before
   * @param clock the endorser's
   */
  public Invocation(ChaincodeStub stub, ConsentRules rules, ProvenRoots roots, Clock clock) {
    this.stub = stub;
    this.rules = rules;
    this.roots = roots;
    this.clock = clock;
    this.world = new StubState(stub);
  }

  /** Name of the function that is called; empty where none is. */
  public String function() {
    return stub.getStringArgs().isEmpty() ? "" : stub.getStringArgs().getFirst();
  }

  /** The arguments of a read, of which there must be so many. */
  public List<String> arguments(int expected) {
    List<String> arguments = stub.getParameters();
    unless(
        arguments.size() == expected,
        Code.MALFORMED,
        "expected " + expected + " arguments, found " + arguments.size());
    unless(
        arguments.stream().allMatch(argument -> argument.length() <= LONGEST_ARGUMENT),
        Code.MALFORMED,
        "an argument has at most " + LONGEST_ARGUMENT + " characters");
    return arguments;
  }

  /** Runs a transaction; answers the state it made and, if it wrote, tells so by one event. */
  public <O, H> byte[] write(
      Class<O> open, Class<H> hidden, BiFunction<O, H, Transaction> make, Function<O, String> id) {
    O openSide = open(open);
    Transaction transaction = make.apply(openSide, hidden(hidden));
    byte[] state = CanonicalJson.write(rules.write(call(), transaction));
    if (world.hasWritten()) {
      stub.setEvent(transaction.function(), CanonicalJson.write(Map.of("id", id.apply(openSide))));
    }
    return state;
  }

  /** Answers a read that peers sign. */
  public <H> byte[] evidence(Class<H> hidden, BiFunction<EvidenceQuery, H, EvidenceRequest> make) {
    EvidenceRequest request = make.apply(open(EvidenceQuery.class), hidden(hidden));
    return CanonicalJson.write(rules.evidence(call(), request));
  }

  /** Answers a read of one thing that stands on the ledger. */
  public byte[] read(Function<States, Optional<?>> find) {
    return find.apply(new States(world))
        .map(CanonicalJson::write)
        .orElseThrow(
            () -> new RefusedException(Code.NOT_FOUND, "nothing with this id on the ledger"));
  }

  /** Answers a read of a consent's history. */
  public byte[] history(Function<ConsentHistory, Object> find) {
    return CanonicalJson.write(find.apply(new ConsentHistory(world)));
  }

  private Call call() {
    new TimeCheck(clock).check(stub.getTxTimestamp());
    States states = new States(world);
    return new Call(
        CreatorCertificate.read(stub.getCreator()),
        stub.getTxTimestamp(),
        states,
        new Registers(states, roots));
  }

  private <O> O open(Class<O> type) {
    List<byte[]> arguments = stub.getArgs();
    unless(
        arguments.size() == 2,
        Code.MALFORMED,
        "expected one argument, found " + (arguments.size() - 1));
    byte[] json = arguments.get(1);
    unless(
        json.length <= LARGEST_OPEN,
        Code.MALFORMED,
        "the argument has at most " + LARGEST_OPEN + " bytes, found " + json.length);
    return CanonicalJson.readCanonical(json, type);
  }

  private <H> H hidden(Class<H> type) {
    Map<String, byte[]> entries = stub.getTransient();
    unless(
        entries.keySet().equals(Set.of(Transaction.HIDDEN)),
        Code.MALFORMED,
        "expected one transient entry, " + Transaction.HIDDEN);
    byte[] json = entries.getOrDefault(Transaction.HIDDEN, new byte[0]);
    unless(
        json.length <= LARGEST_HIDDEN,
        Code.MALFORMED,
        "the transient entry has at most " + LARGEST_HIDDEN + " bytes, found " + json.length);
    return CanonicalJson.readCanonical(json, type);
  }
}
