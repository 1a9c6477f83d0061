package org.claimexchange.chaincode.delivery;

import static org.claimexchange.chaincode.refusal.RefusedException.unless;

import java.util.List;
import java.util.Optional;
import org.claimexchange.chaincode.caller.Call;
import org.claimexchange.chaincode.caller.CallerCheck;
import org.claimexchange.chaincode.consent.RevokeRules;
import org.claimexchange.chaincode.refusal.RefusedException;
import org.claimexchange.chaincode.release.CoverCheck;
import org.claimexchange.chaincode.release.ReleaseRules;
import org.claimexchange.chaincode.state.Ids;
import org.claimexchange.model.consent.ConsentState;
import org.claimexchange.model.delivery.DeliveryBody;
import org.claimexchange.model.delivery.DeliveryState;
import org.claimexchange.model.delivery.DeliveryStatus;
import org.claimexchange.model.release.ReleaseBody;
import org.claimexchange.model.release.ReleaseState;
import org.claimexchange.model.transaction.LedgerRefusal.Code;
import org.claimexchange.model.transaction.RecordDelivery;

/** Recording a sealed package, while its consent is still in force. */
public final class DeliveryRules {
  private static final int MOST_OF_ONE_RELEASE = 50;
  private final CallerCheck callers = new CallerCheck();
  private final CoverCheck covers = new CoverCheck();

  /** Records a sealed package. */
  public DeliveryState record(Call call, RecordDelivery transaction) {
    RecordDelivery.Open open = transaction.open();
    RecordDelivery.Hidden hidden = transaction.hidden();
    callers.operator(call, hidden.caller());
    Ids.check(open.delivery());
    Ids.check(open.release());
    Optional<DeliveryState> present = call.states().delivery(open.delivery());
    if (present.isPresent()) {
      unless(
          isSame(present.get(), open),
          Code.ID_TAKEN,
          "a delivery with this id and another content stands on the ledger");
      return present.get();
    }
    DeliveryBody body = hidden.body();
    unless(
        body.delivery().equals(open.delivery())
            && body.release().equals(open.release())
            && body.digest().matches(open.body()),
        Code.DIGEST_MISMATCH,
        "the body must be the one whose digest the delivery names");
    ReleaseState release = ReleaseRules.find(call, open.release());
    ReleaseRules.isOpen(call, release, hidden.release());
    partsWereReleased(body, hidden.release());
    unless(
        release.deliveries() < MOST_OF_ONE_RELEASE,
        Code.CONSENT_USED_UP,
        "one release has at most " + MOST_OF_ONE_RELEASE + " deliveries");
    ConsentState consent = RevokeRules.find(call, release.consent());
    covers.check(call, consent, hidden.cover(), body.parts());
    List<DeliveryState> superseded = superseded(call, body.supersedes(), consent);
    superseded.forEach(old -> call.states().put(supersededBy(old, open.delivery(), call)));
    return write(call, open, release);
  }

  /** A delivery that must stand on the ledger. */
  public static DeliveryState find(Call call, String id) {
    return call.states()
        .delivery(id)
        .orElseThrow(
            () -> new RefusedException(Code.NOT_FOUND, "no delivery with this id on the ledger"));
  }

  private static boolean isSame(DeliveryState present, RecordDelivery.Open open) {
    return present.release().equals(open.release())
        && present.sealed().matches(open.sealed())
        && present.body().matches(open.body());
  }

  private static void partsWereReleased(DeliveryBody body, ReleaseBody release) {
    unless(
        !body.parts().isEmpty() && release.parts().containsAll(body.parts()),
        Code.PART_NOT_GRANTED,
        "a delivery holds at least one part, each one of its release");
  }

  private static List<DeliveryState> superseded(Call call, List<String> ids, ConsentState consent) {
    return ids.stream().map(id -> superseded(call, id, consent)).toList();
  }

  private static DeliveryState superseded(Call call, String id, ConsentState consent) {
    Ids.check(id);
    DeliveryState old = find(call, id);
    unless(
        old.consent().equals(consent.consent()),
        Code.NOT_FOUND,
        "no delivery with the superseded id under this consent");
    unless(
        old.supersededBy().isEmpty(),
        Code.DELIVERY_SUPERSEDED,
        "a delivery is superseded once, found it superseded");
    return old;
  }

  private static DeliveryState supersededBy(DeliveryState old, String delivery, Call call) {
    return new DeliveryState(
        old.delivery(),
        old.release(),
        old.consent(),
        old.sealed(),
        old.body(),
        old.status(),
        List.of(delivery),
        call.time());
  }

  private static DeliveryState write(Call call, RecordDelivery.Open open, ReleaseState release) {
    DeliveryState made =
        new DeliveryState(
            open.delivery(),
            open.release(),
            release.consent(),
            open.sealed(),
            open.body(),
            DeliveryStatus.RECORDED,
            List.of(),
            call.time());
    call.states().put(made);
    call.states().index(made);
    call.states()
        .put(
            new ReleaseState(
                release.release(),
                release.consent(),
                release.body(),
                release.deliveries() + 1,
                call.time()));
    return made;
  }
}
