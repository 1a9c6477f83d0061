package org.claimexchange.chaincode.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.register.MerklePath;
import org.claimexchange.model.register.MerkleTree;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.Proven;
import org.claimexchange.model.register.RegisterEntry;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.model.transaction.Attestation;
import org.claimexchange.model.transaction.ChangeRegister;

/** One register as its holder keeps it. */
public final class Book<T extends RegisterEntry> {
  private final RegisterName name;
  private final MerkleTree tree = new MerkleTree();
  private final Map<String, T> entries = new LinkedHashMap<>();
  private final Map<String, Integer> places = new LinkedHashMap<>();
  private long version;

  Book(RegisterName name) {
    this.name = name;
  }

  /** The entry with an id. */
  public T entry(String id) {
    return entries.get(id);
  }

  /** The entry with an id and its present way to the root. */
  public Proven<T> proven(String id) {
    return new Proven<>(entries.get(id), tree.path(places.get(id)));
  }

  /** Another entry, shown with the way of a registered one: proves nothing. */
  public Proven<T> forged(String place, T entry) {
    return new Proven<>(entry, tree.path(places.get(place)));
  }

  /** The present version. */
  public long version() {
    return version;
  }

  /** Puts the first entry of the participants' register, as initializing does. */
  void begin(T entry) {
    place(entry);
    version = 1;
  }

  /** Adds an entry, or changes the one with its id, and says which transaction does that. */
  public ChangeRegister put(T entry, Proven<Participant> caller) {
    return put(entry, caller, List.of());
  }

  /** As {@link #put(RegisterEntry, Proven)}, with a source's word on it. */
  public ChangeRegister put(T entry, Proven<Participant> caller, List<Attestation> attestation) {
    int place = places.getOrDefault(entry.id(), places.size());
    T before = entries.get(entry.id());
    String previous = before == null ? "" : CanonicalJson.writeText(before);
    MerklePath path = tree.path(place);
    place(entry);
    version++;
    return new ChangeRegister(
        new ChangeRegister.Open(name, version, tree.root()),
        new ChangeRegister.Hidden(
            caller, previous, path, CanonicalJson.writeText(entry), attestation));
  }

  /** Undoes the last change, which the ledger has refused. */
  public void takeBack(T before) {
    place(before);
    version--;
  }

  /** Undoes the adding of an entry, which the ledger has refused; it was the last to be added. */
  public void forget(String id) {
    tree.set(places.remove(id), MerkleTree.emptyLeaf());
    entries.remove(id);
    version--;
  }

  private void place(T entry) {
    places.putIfAbsent(entry.id(), places.size());
    entries.put(entry.id(), entry);
    tree.set(places.get(entry.id()), entry.leaf());
  }
}
