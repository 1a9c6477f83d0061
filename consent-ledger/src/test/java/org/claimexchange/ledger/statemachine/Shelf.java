package org.claimexchange.ledger.statemachine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.claimexchange.model.consent.ConsentState;
import org.claimexchange.model.consent.ConsentStatement;
import org.claimexchange.model.delivery.DeliveryState;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.history.HistoryEntry;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.objection.ObjectionState;
import org.claimexchange.model.release.ReleaseBody;
import org.claimexchange.model.release.ReleaseState;
import org.claimexchange.model.request.RequestBody;
import org.claimexchange.model.request.RequestState;
import org.claimexchange.model.transaction.FileObjection;
import org.claimexchange.model.transaction.Grant;
import org.claimexchange.model.transaction.OpenRelease;
import org.claimexchange.model.transaction.RecordReceipt;
import org.claimexchange.model.transaction.RecordRequest;
import org.claimexchange.model.transaction.ResolveObjection;
import org.claimexchange.model.transaction.Revoke;
import org.claimexchange.model.transaction.Transaction;

/** What one sequence has put on the ledger, as the model keeps it. */
final class Shelf {
  final Map<String, RequestState> requests = new TreeMap<>();
  final Map<String, ConsentState> consents = new TreeMap<>();
  final Map<String, ReleaseState> releases = new TreeMap<>();
  final Map<String, DeliveryState> deliveries = new TreeMap<>();
  final Map<String, ObjectionState> objections = new TreeMap<>();
  final Map<String, Digest> receipts = new HashMap<>();
  final Map<String, Digest> answers = new HashMap<>();
  final Map<Digest, String> nonces = new HashMap<>();

  final Map<String, RequestBody> asked = new HashMap<>();
  final Map<String, ConsentStatement> signed = new HashMap<>();
  final Map<String, ReleaseBody> opened = new HashMap<>();

  private final Map<String, List<HistoryEntry>> log = new HashMap<>();

  /** Takes over what an accepted transaction writes. */
  void commit(Transaction transaction, Verdict.Accepted accepted, String txId, Instant at) {
    if (accepted.writes().isEmpty()) {
      return;
    }
    accepted.writes().forEach(state -> put(state, txId, at));
    switch (transaction) {
      case RecordRequest t -> asked.put(t.open().request(), t.hidden().body());
      case Grant t -> {
        signed.put(t.open().consent(), t.hidden().statement());
        nonces.put(t.open().nonce(), t.open().consent());
      }
      case Revoke t -> {
        signed.putIfAbsent(t.open().consent(), t.hidden().statement());
        nonces.put(t.open().nonce(), t.open().consent());
      }
      case OpenRelease t -> opened.put(t.open().release(), t.hidden().body());
      case RecordReceipt t -> {
        receipts.put(t.open().delivery(), t.open().receipt());
        log("receipt/" + t.open().delivery(), t.open().receipt(), txId, at);
      }
      case FileObjection t -> nonces.put(t.open().nonce(), t.open().objection());
      case ResolveObjection t -> {
        answers.put(t.open().objection(), t.open().answer());
        log("answer/" + t.open().objection(), t.open().answer(), txId, at);
      }
      default -> {}
    }
  }

  private void put(Object state, String txId, Instant at) {
    switch (state) {
      case RequestState made -> {
        requests.put(made.request(), made);
        log("request/" + made.request(), made, txId, at);
      }
      case ConsentState made -> {
        consents.put(made.consent(), made);
        log("consent/" + made.consent(), made, txId, at);
      }
      case ReleaseState made -> {
        releases.put(made.release(), made);
        log("release/" + made.release(), made, txId, at);
      }
      case DeliveryState made -> {
        deliveries.put(made.delivery(), made);
        log("delivery/" + made.delivery(), made, txId, at);
      }
      case ObjectionState made -> {
        objections.put(made.objection(), made);
        log("objection/" + made.objection(), made, txId, at);
      }
      default -> throw new AssertionError(state.getClass());
    }
  }

  private void log(String key, Object value, String txId, Instant at) {
    log.computeIfAbsent(key, unused -> new ArrayList<>())
        .add(new HistoryEntry(txId, at, key, CanonicalJson.tree(value)));
  }

  /** The releases of a consent, in the order of their ids. */
  List<ReleaseState> releasesOf(String consent) {
    return releases.values().stream().filter(one -> one.consent().equals(consent)).toList();
  }

  /** All that changed something of a consent, oldest first. */
  List<HistoryEntry> historyOf(String consent) {
    List<String> keys = new ArrayList<>();
    keys.add("request/" + consents.get(consent).request());
    keys.add("consent/" + consent);
    for (ReleaseState release : releasesOf(consent)) {
      keys.add("release/" + release.release());
      for (DeliveryState delivery : deliveries.values()) {
        if (delivery.release().equals(release.release())) {
          keys.add("delivery/" + delivery.delivery());
          keys.add("receipt/" + delivery.delivery());
        }
      }
    }
    for (ObjectionState objection : objections.values()) {
      if (objection.consent().equals(consent)) {
        keys.add("objection/" + objection.objection());
        keys.add("answer/" + objection.objection());
      }
    }
    return keys.stream()
        .flatMap(key -> log.getOrDefault(key, List.of()).stream())
        .sorted(Comparator.comparing(HistoryEntry::time))
        .toList();
  }
}
