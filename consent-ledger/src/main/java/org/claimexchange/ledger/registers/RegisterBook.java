package org.claimexchange.ledger.registers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.register.Approval;
import org.claimexchange.model.register.IdentityProvider;
import org.claimexchange.model.register.MerkleTree;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.Proven;
import org.claimexchange.model.register.RegisterEntry;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.model.register.Relation;
import org.claimexchange.model.register.TextTemplate;
import org.claimexchange.model.transaction.Attestation;

/**
 * What the regulator knows of its registers: the entries behind the roots on the ledger, with their
 * salts, which are secret. A change is written down as begun before it goes to the ledger, so that
 * one which was cut off is finished or taken back by the next.
 *
 * @param type {@link #TYPE}
 * @param regulator participant id of the regulator itself
 * @param registers each register once, in the order of {@link RegisterName}
 * @param begun the change that is under way, if there is one
 * @param takenBack the last change, if it was refused when it was sent once more: what was sent
 *     first may still come, until another change stands
 */
public record RegisterBook(
    String type,
    String regulator,
    List<Pages> registers,
    List<Begun> begun,
    List<Begun> takenBack) {
  /** What a book says that it is. */
  public static final String TYPE = "claimexchange/register-book/v1";

  public RegisterBook {
    registers = List.copyOf(registers);
    begun = List.copyOf(begun);
    takenBack = List.copyOf(takenBack);
    if (!type.equals(TYPE)
        || begun.size() > 1
        || takenBack.size() > 1
        || !registers.stream()
            .map(Pages::register)
            .toList()
            .equals(List.of(RegisterName.values()))) {
      throw new IllegalArgumentException("expected a book of registers, " + TYPE);
    }
  }

  /**
   * One register.
   *
   * @param register which
   * @param version as on the ledger; 0 before the first change
   * @param entries by their places
   */
  public record Pages(RegisterName register, long version, List<JsonNode> entries) {
    public Pages {
      entries = List.copyOf(entries);
    }

    /** The entries. */
    public List<RegisterEntry> read() {
      return entries.stream().map(one -> RegisterBook.read(register, one)).toList();
    }

    MerkleTree tree() {
      MerkleTree tree = new MerkleTree();
      List<RegisterEntry> all = read();
      for (int place = 0; place < all.size(); place++) {
        tree.set(place, all.get(place).leaf());
      }
      return tree;
    }

    /** The root that the entries make. */
    public Digest root() {
      return tree().root();
    }

    /** The place of an entry; the next free one where there is none with this id. */
    int place(String id) {
      for (int place = 0; place < entries.size(); place++) {
        if (entries.get(place).path("id").asText().equals(id)) {
          return place;
        }
      }
      return entries.size();
    }

    Optional<JsonNode> at(int place) {
      return place < entries.size() ? Optional.of(entries.get(place)) : Optional.empty();
    }

    private Pages with(Begun change) {
      List<JsonNode> all = new ArrayList<>(entries);
      if (change.place() == all.size()) {
        all.add(change.entry());
      } else {
        all.set(change.place(), change.entry());
      }
      return new Pages(register, change.version(), all);
    }
  }

  /**
   * A change that is under way.
   *
   * @param register which register
   * @param version the version that it makes
   * @param root the root that it makes
   * @param place where the entry stands or shall stand
   * @param entry the entry as it shall be
   * @param attestation of a relation
   */
  public record Begun(
      RegisterName register,
      long version,
      Digest root,
      int place,
      JsonNode entry,
      List<Attestation> attestation) {
    public Begun {
      attestation = List.copyOf(attestation);
    }

    @Override
    public String toString() {
      return "Begun[" + register + " " + version + "]";
    }
  }

  /** One in which nothing stands yet. */
  public static RegisterBook empty(String regulator) {
    return new RegisterBook(
        TYPE,
        regulator,
        Arrays.stream(RegisterName.values()).map(name -> new Pages(name, 0, List.of())).toList(),
        List.of(),
        List.of());
  }

  /** One register. */
  public Pages of(RegisterName name) {
    return registers.stream().filter(one -> one.register() == name).findFirst().orElseThrow();
  }

  /** A participant's entry with its way to the root, as it must be shown to the contract. */
  public Optional<Proven<Participant>> participant(String id) {
    Pages pages = of(RegisterName.PARTICIPANTS);
    int place = pages.place(id);
    return pages
        .at(place)
        .map(entry ->
            new Proven<>(
                CanonicalJson.convert(entry, Participant.class), pages.tree().path(place)));
  }

  RegisterBook beginning(Begun change) {
    return new RegisterBook(type, regulator, registers, List.of(change), takenBack);
  }

  /** Nothing of what was begun was handed in. */
  RegisterBook neverSent() {
    return new RegisterBook(type, regulator, registers, List.of(), takenBack);
  }

  /** What was begun was handed in, and is refused when it is sent once more. */
  RegisterBook takingBack() {
    return new RegisterBook(type, regulator, registers, List.of(), begun);
  }

  /** A change stands. What was begun stays begun where it is another one. */
  RegisterBook carriedOut(Begun change) {
    return new RegisterBook(
        type,
        regulator,
        registers.stream()
            .map(one -> one.register() == change.register() ? one.with(change) : one)
            .toList(),
        begun.stream().filter(one -> !one.equals(change)).toList(),
        List.of());
  }

  static RegisterEntry read(RegisterName name, JsonNode entry) {
    return switch (name) {
      case PARTICIPANTS -> CanonicalJson.convert(entry, Participant.class);
      case PROVIDERS -> CanonicalJson.convert(entry, IdentityProvider.class);
      case APPROVALS -> CanonicalJson.convert(entry, Approval.class);
      case TEMPLATES -> CanonicalJson.convert(entry, TextTemplate.class);
      case RELATIONS -> CanonicalJson.convert(entry, Relation.class);
    };
  }

  @Override
  public String toString() {
    return "RegisterBook[…]";
  }
}
