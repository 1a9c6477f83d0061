package org.claimexchange.server.regulator.sample;

import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.claimexchange.model.person.PersonId;
import org.claimexchange.model.register.Approval;
import org.claimexchange.model.register.IdentityProvider;
import org.claimexchange.model.register.MerkleTree;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.Proven;
import org.claimexchange.model.register.RegisterEntry;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.model.register.Relation;
import org.claimexchange.model.register.Role;
import org.claimexchange.model.register.TextTemplate;
import org.claimexchange.server.register.ParticipantFacts;
import org.claimexchange.server.register.RegisterBook;
import org.claimexchange.server.register.Registers;
import org.claimexchange.server.register.TemplateText;

/** The registers' entries, kept in memory beside the roots on the test's ledger. */
public final class SampleBook implements Registers, RegisterBook {
  private final Map<RegisterName, List<RegisterEntry>> entries = new EnumMap<>(RegisterName.class);
  private final Clock clock;

  SampleBook(Clock clock) {
    this.clock = clock;
    for (RegisterName name : RegisterName.values()) {
      entries.put(name, new ArrayList<>());
    }
  }

  /** Puts an entry at the next place; returns that place. */
  int add(RegisterEntry entry) {
    entries.get(entry.register()).add(entry);
    return entries.get(entry.register()).size() - 1;
  }

  /** What the operator would do: keep another entry than the one that was registered. */
  public void falsify(RegisterEntry entry) {
    entries.get(entry.register()).replaceAll(kept -> kept.id().equals(entry.id()) ? entry : kept);
  }

  MerkleTree tree(RegisterName name) {
    MerkleTree tree = new MerkleTree();
    List<RegisterEntry> all = entries.get(name);
    for (int place = 0; place < all.size(); place++) {
      tree.set(place, all.get(place).leaf());
    }
    return tree;
  }

  @Override
  public List<Proven<RegisterEntry>> entries(RegisterName register) {
    return proven(register, RegisterEntry.class);
  }

  private <T extends RegisterEntry> List<Proven<T>> proven(RegisterName name, Class<T> type) {
    MerkleTree tree = tree(name);
    List<Proven<T>> all = new ArrayList<>();
    List<RegisterEntry> kept = entries.get(name);
    for (int place = 0; place < kept.size(); place++) {
      all.add(new Proven<>(type.cast(kept.get(place)), tree.path(place)));
    }
    return all;
  }

  @Override
  public Proven<Participant> operator() {
    return proven(RegisterName.PARTICIPANTS, Participant.class).stream()
        .filter(one -> one.entry().role() == Role.OPERATOR)
        .findFirst()
        .orElseThrow();
  }

  @Override
  public Optional<Proven<Participant>> participant(String id) {
    return proven(RegisterName.PARTICIPANTS, Participant.class).stream()
        .filter(one -> one.entry().id().equals(id))
        .findFirst();
  }

  @Override
  public List<Proven<Participant>> participants(List<String> ids) {
    return ids.stream().flatMap(id -> participant(id).stream()).toList();
  }

  @Override
  public Optional<ParticipantFacts> facts(String id) {
    return participant(id)
        .map(one -> new ParticipantFacts(id, one.entry().name(), one.entry().name(), "", ""));
  }

  @Override
  public Proven<IdentityProvider> provider() {
    return proven(RegisterName.PROVIDERS, IdentityProvider.class).getFirst();
  }

  @Override
  public Optional<Proven<IdentityProvider>> provider(String issuer) {
    return proven(RegisterName.PROVIDERS, IdentityProvider.class).stream()
        .filter(one -> one.entry().issuer().equals(issuer))
        .findFirst();
  }

  @Override
  public List<Proven<Approval>> approvalsOf(String insurer) {
    return proven(RegisterName.APPROVALS, Approval.class).stream()
        .filter(one -> one.entry().insurer().equals(insurer))
        .filter(one -> one.entry().liveAt(clock.instant()))
        .toList();
  }

  @Override
  public Optional<Proven<Approval>> approval(String id) {
    return proven(RegisterName.APPROVALS, Approval.class).stream()
        .filter(one -> one.entry().id().equals(id))
        .findFirst();
  }

  @Override
  public Optional<TemplateText> currentTemplate(String language) {
    return template(SampleLedger.TEMPLATE).filter(one -> one.language().equals(language));
  }

  @Override
  public Optional<TemplateText> template(String id) {
    return proven(RegisterName.TEMPLATES, TextTemplate.class).stream()
        .filter(one -> one.entry().id().equals(id))
        .findFirst()
        .map(one -> new TemplateText(one, SampleLedger.TEMPLATE_WORDS));
  }

  @Override
  public Optional<Proven<Relation>> registeredRelation(PersonId subject, PersonId grantor) {
    return relation(subject, grantor);
  }

  @Override
  public Optional<Proven<Relation>> relation(PersonId subject, PersonId grantor) {
    return proven(RegisterName.RELATIONS, Relation.class).stream()
        .filter(one -> one.entry().subject().equals(subject))
        .filter(one -> one.entry().grantor().equals(grantor))
        .findFirst();
  }
}
