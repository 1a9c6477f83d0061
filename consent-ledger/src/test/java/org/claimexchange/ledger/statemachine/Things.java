package org.claimexchange.ledger.statemachine;

import java.util.ArrayList;
import java.util.List;
import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.ObjectionCase;
import org.claimexchange.model.consent.ConsentState;
import org.claimexchange.model.consent.ConsentStatus;
import org.claimexchange.model.consent.Terms;
import org.claimexchange.model.delivery.DeliveryState;
import org.claimexchange.model.delivery.DeliveryStatus;
import org.claimexchange.model.person.Person;
import org.claimexchange.model.release.ReleaseBody;
import org.claimexchange.model.request.RequestBody;
import org.claimexchange.model.request.RequestState;
import org.claimexchange.model.request.RequestStatus;
import org.claimexchange.model.transaction.Grant;
import org.claimexchange.model.transaction.RecordDelivery;

/** All that a sequence has made so far, whether or not the ledger took it. */
final class Things {
  /** Something an insurer asked, by a number for people. */
  record Asked(int number, ClaimCase claim, RequestBody body, Person subject) {}

  /** A consent, with the case that makes what follows it. */
  record Given(int number, ClaimCase claim, Grant grant, Terms terms) {
    String id() {
      return grant.open().consent();
    }
  }

  /** A release of a consent. */
  record Opened(int number, Given given, ReleaseBody body) {}

  /** A delivery of a release. */
  record Delivered(int number, Opened opened, RecordDelivery transaction) {
    String id() {
      return transaction.open().delivery();
    }
  }

  final List<Asked> asked = new ArrayList<>();
  final List<Given> given = new ArrayList<>();
  final List<Opened> opened = new ArrayList<>();
  final List<Delivered> delivered = new ArrayList<>();

  final List<ObjectionCase> disputed = new ArrayList<>();
  private final Shelf shelf;

  Things(Shelf shelf) {
    this.shelf = shelf;
  }

  /** A request that is not answered. */
  boolean isOpen(Asked one) {
    RequestState state = shelf.requests.get(one.body().request());
    return state != null && state.status() == RequestStatus.RECORDED;
  }

  /** A consent that stands, and is not withdrawn. */
  boolean isActive(Given one) {
    ConsentState state = shelf.consents.get(one.id());
    return state != null && state.status() == ConsentStatus.ACTIVE;
  }

  /** Something stands under this consent's id, whatever became of it. */
  boolean stands(Given one) {
    return shelf.consents.containsKey(one.id());
  }

  /** A release under such a consent. */
  boolean isActive(Opened one) {
    return shelf.releases.containsKey(one.body().release()) && isActive(one.given());
  }

  /** A delivery that awaits its receipt. */
  boolean isRecorded(Delivered one) {
    DeliveryState state = shelf.deliveries.get(one.id());
    return state != null && state.status() == DeliveryStatus.RECORDED;
  }

  /** Everything that was sent or kept back, to be sent once more. */
  final List<Submission> sent = new ArrayList<>();
}
