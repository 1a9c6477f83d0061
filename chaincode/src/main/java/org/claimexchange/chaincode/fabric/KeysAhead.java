package org.claimexchange.chaincode.fabric;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.claimexchange.chaincode.state.Key;
import org.claimexchange.chaincode.state.States;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.json.MalformedJsonException;
import org.claimexchange.model.transaction.FileObjection;
import org.claimexchange.model.transaction.Grant;
import org.claimexchange.model.transaction.OpenRelease;
import org.claimexchange.model.transaction.RecordDelivery;
import org.claimexchange.model.transaction.RecordErasure;
import org.claimexchange.model.transaction.RecordReceipt;
import org.claimexchange.model.transaction.RecordRequest;
import org.claimexchange.model.transaction.Refuse;
import org.claimexchange.model.transaction.ResolveObjection;
import org.claimexchange.model.transaction.Revoke;

/**
 * Which keys a write reads, the first time and repeated, as its open side tells: those of
 * docs/ledger.md, less what only one of the two reads. What is malformed tells nothing; the
 * contract then says what is wrong with it.
 */
public final class KeysAhead {
  private KeysAhead() {}

  /** The keys for these arguments: function and open side. */
  public static List<Key> of(List<byte[]> arguments) {
    if (arguments.size() != 2 || arguments.get(1).length > Invocation.LARGEST_OPEN) {
      return List.of();
    }
    try {
      String function = new String(arguments.getFirst(), StandardCharsets.UTF_8);
      return of(function, arguments.get(1));
    } catch (MalformedJsonException | IllegalArgumentException e) {
      return List.of();
    }
  }

  private static List<Key> of(String function, byte[] open) {
    return switch (function) {
      case RecordRequest.FUNCTION -> {
        var request = CanonicalJson.read(open, RecordRequest.Open.class);
        yield List.of(States.ALL_REGISTERS, Key.of(States.REQUEST, request.request()));
      }
      case Refuse.FUNCTION -> {
        var refusal = CanonicalJson.read(open, Refuse.Open.class);
        yield List.of(States.ALL_REGISTERS, Key.of(States.REQUEST, refusal.request()));
      }
      case Grant.FUNCTION -> {
        var grant = CanonicalJson.read(open, Grant.Open.class);
        yield List.of(
            States.ALL_REGISTERS,
            Key.of(States.CONSENT, grant.consent()),
            Key.of(States.REQUEST, grant.request()),
            Key.of(States.NONCE, grant.nonce().value()));
      }
      case Revoke.FUNCTION -> {
        var withdrawal = CanonicalJson.read(open, Revoke.Open.class);
        yield List.of(
            States.ALL_REGISTERS,
            Key.of(States.CONSENT, withdrawal.consent()),
            Key.of(States.NONCE, withdrawal.nonce().value()));
      }
      default -> ofLaterSteps(function, open);
    };
  }

  private static List<Key> ofLaterSteps(String function, byte[] open) {
    return switch (function) {
      case OpenRelease.FUNCTION -> {
        var release = CanonicalJson.read(open, OpenRelease.Open.class);
        yield List.of(States.ALL_REGISTERS, Key.of(States.RELEASE, release.release()));
      }
      case RecordDelivery.FUNCTION -> {
        var delivery = CanonicalJson.read(open, RecordDelivery.Open.class);
        yield List.of(States.ALL_REGISTERS, Key.of(States.DELIVERY, delivery.delivery()));
      }
      case RecordReceipt.FUNCTION -> {
        var receipt = CanonicalJson.read(open, RecordReceipt.Open.class);
        yield List.of(
            States.ALL_REGISTERS,
            Key.of(States.DELIVERY, receipt.delivery()),
            Key.of(States.RECEIPT, receipt.delivery()));
      }
      case RecordErasure.FUNCTION -> {
        var erasure = CanonicalJson.read(open, RecordErasure.Open.class);
        yield List.of(States.ALL_REGISTERS, Key.of(States.DELIVERY, erasure.delivery()));
      }
      case FileObjection.FUNCTION -> {
        var objection = CanonicalJson.read(open, FileObjection.Open.class);
        yield List.of(
            States.ALL_REGISTERS,
            Key.of(States.OBJECTION, objection.objection()),
            Key.of(States.NONCE, objection.nonce().value()));
      }
      case ResolveObjection.FUNCTION -> {
        var answer = CanonicalJson.read(open, ResolveObjection.Open.class);
        yield List.of(States.ALL_REGISTERS, Key.of(States.OBJECTION, answer.objection()));
      }
      // Registers are set up and changed now and then; whatever else there is only reads.
      default -> List.of();
    };
  }
}
