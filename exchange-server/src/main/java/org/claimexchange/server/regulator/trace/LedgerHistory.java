package org.claimexchange.server.regulator.trace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.claimexchange.model.consent.ConsentState;
import org.claimexchange.model.consent.ConsentStatus;
import org.claimexchange.model.delivery.DeliveryState;
import org.claimexchange.model.delivery.DeliveryStatus;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.history.HistoryEntry;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.release.ReleaseState;
import org.claimexchange.model.request.RequestState;
import org.claimexchange.model.request.RequestStatus;

/**
 * A consent's history, as the ledger hands it out: one entry for each key that a transaction wrote,
 * so one transaction has several. Reads what each transaction did from the states that it wrote.
 */
final class LedgerHistory {
  private final Map<String, Written> transactions = new LinkedHashMap<>();
  private final Map<String, ReleaseState> releases = new LinkedHashMap<>();
  private final Map<String, DeliveryState> deliveries = new LinkedHashMap<>();
  private final Map<String, Digest> receipts = new LinkedHashMap<>();

  /**
   * @param entries oldest first
   */
  LedgerHistory(List<HistoryEntry> entries) {
    entries.forEach(this::take);
  }

  /** Every transaction, oldest first. */
  List<TraceEvent> events(Function<String, Optional<Long>> blockOf) {
    List<TraceEvent> events = new ArrayList<>();
    transactions
        .values()
        .forEach(written ->
            written
                .deed()
                .ifPresent(deed ->
                    events.add(
                        new TraceEvent(
                            deed.kind(),
                            deed.object(),
                            written.first.txId(),
                            blockOf.apply(written.first.txId()),
                            written.first.time()))));
    return events;
  }

  /** The releases as their last writes left them. */
  List<Trace.Release> releases() {
    return releases.values().stream()
        .map(release -> new Trace.Release(release, deliveriesOf(release.release())))
        .toList();
  }

  private List<Trace.Delivery> deliveriesOf(String release) {
    return deliveries.values().stream()
        .filter(delivery -> delivery.release().equals(release))
        .map(delivery ->
            new Trace.Delivery(
                delivery, Optional.ofNullable(receipts.get(delivery.delivery())).stream().toList()))
        .toList();
  }

  private void take(HistoryEntry entry) {
    Written written = transactions.computeIfAbsent(entry.txId(), _ -> new Written(entry));
    String kind = entry.key().substring(0, Math.max(0, entry.key().indexOf('/')));
    switch (kind) {
      case "request" ->
          written.request.add(CanonicalJson.convert(entry.value(), RequestState.class));
      case "consent" ->
          written.consent.add(CanonicalJson.convert(entry.value(), ConsentState.class));
      case "release" -> {
        ReleaseState state = CanonicalJson.convert(entry.value(), ReleaseState.class);
        releases.put(state.release(), state);
        written.release.add(state);
      }
      case "delivery" -> {
        DeliveryState state = CanonicalJson.convert(entry.value(), DeliveryState.class);
        deliveries.put(state.delivery(), state);
        written.delivery.add(state);
      }
      case "receipt" ->
          receipts.put(
              entry.key().substring("receipt/".length()),
              CanonicalJson.convert(entry.value(), Digest.class));
      default ->
          throw new IllegalStateException("an unknown kind in the ledger's history: " + kind);
    }
  }

  /** What a transaction did to what. */
  private record Deed(TraceEvent.Kind kind, String object) {}

  /** All that one transaction wrote; the innermost thing that it touched tells what it was for. */
  private static final class Written {
    private final HistoryEntry first;
    private final List<RequestState> request = new ArrayList<>();
    private final List<ConsentState> consent = new ArrayList<>();
    private final List<ReleaseState> release = new ArrayList<>();
    private final List<DeliveryState> delivery = new ArrayList<>();

    Written(HistoryEntry first) {
      this.first = first;
    }

    Optional<Deed> deed() {
      if (!delivery.isEmpty()) {
        DeliveryState state = delivery.getFirst();
        return Optional.of(new Deed(ofDelivery(state.status()), state.delivery()));
      }
      if (!release.isEmpty()) {
        return Optional.of(new Deed(TraceEvent.Kind.RELEASED, release.getFirst().release()));
      }
      if (!consent.isEmpty()) {
        ConsentState state = consent.getFirst();
        return Optional.of(new Deed(ofConsent(state.status()), state.consent()));
      }
      return request.stream()
          .findFirst()
          .map(state -> new Deed(ofRequest(state.status()), state.request()));
    }

    private static TraceEvent.Kind ofDelivery(DeliveryStatus status) {
      return switch (status) {
        case RECORDED -> TraceEvent.Kind.DELIVERED;
        case RECEIVED -> TraceEvent.Kind.RECEIVED;
        case ERASED -> TraceEvent.Kind.ERASED;
      };
    }

    private static TraceEvent.Kind ofConsent(ConsentStatus status) {
      return switch (status) {
        case ACTIVE -> TraceEvent.Kind.GRANTED;
        case REVOKED -> TraceEvent.Kind.WITHDRAWN;
      };
    }

    private static TraceEvent.Kind ofRequest(RequestStatus status) {
      return switch (status) {
        case RECORDED -> TraceEvent.Kind.REQUESTED;
        case GRANTED -> TraceEvent.Kind.GRANTED;
        case REFUSED -> TraceEvent.Kind.REFUSED;
      };
    }
  }
}
