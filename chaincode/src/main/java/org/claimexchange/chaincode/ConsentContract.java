package org.claimexchange.chaincode;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.claimexchange.chaincode.fabric.Invocation;
import org.claimexchange.chaincode.refusal.RefusedException;
import org.claimexchange.chaincode.register.ProvenRoots;
import org.claimexchange.chaincode.state.Ids;
import org.claimexchange.model.evidence.ConsentEvidence;
import org.claimexchange.model.evidence.DeliveryEvidence;
import org.claimexchange.model.evidence.ReleaseEvidence;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.model.transaction.ChangeRegister;
import org.claimexchange.model.transaction.Cover;
import org.claimexchange.model.transaction.EvidenceRequest;
import org.claimexchange.model.transaction.FileObjection;
import org.claimexchange.model.transaction.Grant;
import org.claimexchange.model.transaction.Initialize;
import org.claimexchange.model.transaction.LedgerRefusal.Code;
import org.claimexchange.model.transaction.OpenRelease;
import org.claimexchange.model.transaction.RecordDelivery;
import org.claimexchange.model.transaction.RecordErasure;
import org.claimexchange.model.transaction.RecordReceipt;
import org.claimexchange.model.transaction.RecordRequest;
import org.claimexchange.model.transaction.Refuse;
import org.claimexchange.model.transaction.ResolveObjection;
import org.claimexchange.model.transaction.Revoke;
import org.hyperledger.fabric.shim.ChaincodeStub;

/**
 * Every function of the contract. A write has one argument, the transaction's open side, and one
 * transient entry, its hidden side, both canonical JSON, and answers the state it made; see {@code
 * org.claimexchange.model.transaction}. A read has ids as arguments. May be shared by threads.
 */
public final class ConsentContract {
  private final ConsentRules rules = new ConsentRules();
  private final ProvenRoots roots = new ProvenRoots();
  private final Clock clock;

  /**
   * @param clock the endorser's
   */
  public ConsentContract(Clock clock) {
    this.clock = clock;
  }

  /**
   * Runs one call.
   *
   * @return canonical JSON
   * @throws RefusedException if it must not be
   */
  public byte[] answer(ChaincodeStub stub) {
    Invocation call = new Invocation(stub, rules, roots, clock);
    return switch (call.function()) {
      case Initialize.FUNCTION ->
          call.write(
              Initialize.Open.class, Initialize.Hidden.class, Initialize::new, Initialize.Open::id);
      case ChangeRegister.FUNCTION ->
          call.write(
              ChangeRegister.Open.class,
              ChangeRegister.Hidden.class,
              ChangeRegister::new,
              open -> CanonicalJson.tree(open.register()).textValue());
      case RecordRequest.FUNCTION ->
          call.write(
              RecordRequest.Open.class,
              RecordRequest.Hidden.class,
              RecordRequest::new,
              RecordRequest.Open::request);
      case Refuse.FUNCTION ->
          call.write(Refuse.Open.class, Refuse.Hidden.class, Refuse::new, Refuse.Open::request);
      case Grant.FUNCTION ->
          call.write(Grant.Open.class, Grant.Hidden.class, Grant::new, Grant.Open::consent);
      case Revoke.FUNCTION ->
          call.write(Revoke.Open.class, Revoke.Hidden.class, Revoke::new, Revoke.Open::consent);
      case OpenRelease.FUNCTION ->
          call.write(
              OpenRelease.Open.class,
              OpenRelease.Hidden.class,
              OpenRelease::new,
              OpenRelease.Open::release);
      default -> answerLaterSteps(call);
    };
  }

  private static byte[] answerLaterSteps(Invocation call) {
    return switch (call.function()) {
      case RecordDelivery.FUNCTION ->
          call.write(
              RecordDelivery.Open.class,
              RecordDelivery.Hidden.class,
              RecordDelivery::new,
              RecordDelivery.Open::delivery);
      case RecordReceipt.FUNCTION ->
          call.write(
              RecordReceipt.Open.class,
              RecordReceipt.Hidden.class,
              RecordReceipt::new,
              RecordReceipt.Open::delivery);
      case RecordErasure.FUNCTION ->
          call.write(
              RecordErasure.Open.class,
              RecordErasure.Hidden.class,
              RecordErasure::new,
              RecordErasure.Open::delivery);
      case FileObjection.FUNCTION ->
          call.write(
              FileObjection.Open.class,
              FileObjection.Hidden.class,
              FileObjection::new,
              FileObjection.Open::objection);
      case ResolveObjection.FUNCTION ->
          call.write(
              ResolveObjection.Open.class,
              ResolveObjection.Hidden.class,
              ResolveObjection::new,
              ResolveObjection.Open::objection);
      case ConsentEvidence.FUNCTION -> call.evidence(Cover.class, EvidenceRequest.OfConsent::new);
      case ReleaseEvidence.FUNCTION ->
          call.evidence(EvidenceRequest.OfRelease.Hidden.class, EvidenceRequest.OfRelease::new);
      case DeliveryEvidence.FUNCTION -> call.evidence(Cover.class, EvidenceRequest.OfDelivery::new);
      default -> answerRead(call);
    };
  }

  private static byte[] answerRead(Invocation call) {
    return switch (call.function()) {
      case "getRequest" -> call.read(states -> states.request(id(call)));
      case "getConsent" -> call.read(states -> states.consent(id(call)));
      case "getRelease" -> call.read(states -> states.release(id(call)));
      case "getDelivery" -> call.read(states -> states.delivery(id(call)));
      case "getObjection" -> call.read(states -> states.objection(id(call)));
      case "getRegister" -> {
        RegisterName name = registerName(call);
        yield call.read(states -> states.registers().map(all -> all.of(name)));
      }
      case "historyOfConsent" -> call.history(history -> history.of(id(call)));
      case "releasesOfConsent" ->
          call.history(history -> {
            var arguments = call.arguments(3);
            return history.releases(arguments.get(0), arguments.get(1), number(arguments.get(2)));
          });
      case ContractMetadata.FUNCTION -> {
        call.arguments(0);
        yield ContractMetadata.json();
      }
      default -> throw new RefusedException(Code.MALFORMED, "the contract has no such function");
    };
  }

  private static String id(Invocation call) {
    String id = call.arguments(1).getFirst();
    Ids.check(id);
    return id;
  }

  private static RegisterName registerName(Invocation call) {
    byte[] json = CanonicalJson.write(call.arguments(1).getFirst());
    return CanonicalJson.read(new String(json, StandardCharsets.UTF_8), RegisterName.class);
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new RefusedException(Code.MALFORMED, "the page size must be a number");
    }
  }
}
