package org.claimexchange.chaincode.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.claimexchange.chaincode.refusal.RefusedException;
import org.claimexchange.chaincode.state.Ids;
import org.claimexchange.chaincode.state.Key;
import org.claimexchange.chaincode.state.KeyWrite;
import org.claimexchange.chaincode.state.States;
import org.claimexchange.chaincode.state.WorldState;
import org.claimexchange.model.consent.ConsentState;
import org.claimexchange.model.history.HistoryEntry;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.release.ReleasePage;
import org.claimexchange.model.release.ReleaseState;
import org.claimexchange.model.transaction.LedgerRefusal.Code;

/** What became of a consent. For reads: nothing that writes may ask it. */
public final class ConsentHistory {
  private static final int LARGEST_PAGE = 100;

  private final WorldState world;
  private final States states;

  /**
   * @param world the ledger
   */
  public ConsentHistory(WorldState world) {
    this.world = world;
    this.states = new States(world);
  }

  /** Every transaction on a consent and what hangs on it, oldest first. */
  public List<HistoryEntry> of(String id) {
    Ids.check(id);
    ConsentState consent =
        states
            .consent(id)
            .orElseThrow(() ->
                new RefusedException(Code.NOT_FOUND, "no consent with this id on the ledger"));
    List<Key> keys = new ArrayList<>();
    keys.add(Key.of(States.REQUEST, consent.request()));
    keys.add(Key.of(States.CONSENT, id));
    for (String release : under(States.RELEASE_OF, id)) {
      keys.add(Key.of(States.RELEASE, release));
      for (String delivery : under(States.DELIVERY_OF, release)) {
        keys.add(Key.of(States.DELIVERY, delivery));
        keys.add(Key.of(States.RECEIPT, delivery));
      }
    }
    for (String objection : under(States.OBJECTION_OF, id)) {
      keys.add(Key.of(States.OBJECTION, objection));
      keys.add(Key.of(States.ANSWER, objection));
    }
    List<HistoryEntry> entries = new ArrayList<>();
    for (Key key : keys) {
      world.history(key).forEach(write -> entries.add(entry(key, write)));
    }
    entries.sort(Comparator.comparing(HistoryEntry::time));
    return entries;
  }

  /** A consent's releases, in the order of their ids. */
  public ReleasePage releases(String id, String bookmark, int pageSize) {
    Ids.check(id);
    RefusedException.unless(
        pageSize >= 1 && pageSize <= LARGEST_PAGE,
        Code.MALFORMED,
        "a page has 1 to " + LARGEST_PAGE + " releases, found " + pageSize);
    List<String> following =
        under(States.RELEASE_OF, id).stream()
            .filter(release -> release.compareTo(bookmark) > 0)
            .limit(pageSize + 1L)
            .toList();
    List<ReleaseState> page =
        following.stream()
            .limit(pageSize)
            .flatMap(release -> states.release(release).stream())
            .toList();
    return new ReleasePage(page, following.size() > pageSize ? page.getLast().release() : "");
  }

  private List<String> under(String kind, String id) {
    return world.under(Key.of(kind, id)).stream()
        .map(key -> key.attributes().getLast())
        .sorted()
        .toList();
  }

  private static HistoryEntry entry(Key key, KeyWrite write) {
    return new HistoryEntry(
        write.txId(),
        write.time(),
        key.toString(),
        CanonicalJson.read(write.value(), JsonNode.class));
  }
}
