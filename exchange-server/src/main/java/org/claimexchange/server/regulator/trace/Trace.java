package org.claimexchange.server.regulator.trace;

import java.util.List;
import org.claimexchange.model.consent.ConsentState;
import org.claimexchange.model.delivery.DeliveryState;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.release.ReleaseState;

/**
 * A consent as the ledger alone tells it; the operator's database has no part in it.
 *
 * @param consent as it stands now
 * @param events every transaction, oldest first
 * @param releases the releases opened under it, in the order they were opened
 */
public record Trace(ConsentState consent, List<TraceEvent> events, List<Release> releases) {
  public Trace {
    events = List.copyOf(events);
    releases = List.copyOf(releases);
  }

  /**
   * A release with what was delivered under it.
   *
   * @param state as it stands now
   * @param deliveries in the order they were recorded
   */
  public record Release(ReleaseState state, List<Delivery> deliveries) {
    public Release {
      deliveries = List.copyOf(deliveries);
    }
  }

  /**
   * A delivery and what the ledger keeps of its receipt.
   *
   * @param state as it stands now
   * @param receipt salted digest of the insurer's receipt, one element; empty where none came
   */
  public record Delivery(DeliveryState state, List<Digest> receipt) {
    public Delivery {
      receipt = List.copyOf(receipt);
    }
  }
}
