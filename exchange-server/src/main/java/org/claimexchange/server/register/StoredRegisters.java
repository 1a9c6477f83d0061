package org.claimexchange.server.register;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.person.PersonId;
import org.claimexchange.model.register.Approval;
import org.claimexchange.model.register.EntryStatus;
import org.claimexchange.model.register.IdentityProvider;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.Proven;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.model.register.Relation;
import org.claimexchange.model.register.Role;
import org.claimexchange.model.register.TextTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The registers from the database; each version is read once. */
final class StoredRegisters implements Registers, Regulators {
  private final RegisterTable table;
  private final JdbcClient jdbc;
  private final Clock clock;
  private final Map<RegisterName, RegisterSnapshot> snapshots = new ConcurrentHashMap<>();

  StoredRegisters(RegisterTable table, JdbcClient jdbc, Clock clock) {
    this.table = table;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Override
  public Proven<Participant> operator() {
    return snapshot(RegisterName.PARTICIPANTS).all(Participant.class).stream()
        .filter(p -> p.entry().role() == Role.OPERATOR)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no operator is registered yet"));
  }

  @Override
  public List<Participant> regulators() {
    return snapshot(RegisterName.PARTICIPANTS).all(Participant.class).stream()
        .map(Proven::entry)
        .filter(p -> p.role() == Role.REGULATOR)
        .toList();
  }

  @Override
  public Optional<Proven<Participant>> participant(String id) {
    return snapshot(RegisterName.PARTICIPANTS).find(id, Participant.class);
  }

  @Override
  public List<Proven<Participant>> participants(List<String> ids) {
    RegisterSnapshot snapshot = snapshot(RegisterName.PARTICIPANTS);
    return ids.stream().flatMap(id -> snapshot.find(id, Participant.class).stream()).toList();
  }

  @Override
  public Optional<ParticipantFacts> facts(String id) {
    return participant(id)
        .map(p ->
            jdbc.sql(
                    "select short_name, phone, address from participant_facts"
                        + " where participant = ?")
                .param(id)
                .query((r, n) ->
                    new ParticipantFacts(
                        id, p.entry().name(), r.getString(1), r.getString(2), r.getString(3)))
                .optional()
                .orElseGet(
                    () -> new ParticipantFacts(id, p.entry().name(), p.entry().name(), "", "")));
  }

  @Override
  public Proven<IdentityProvider> provider() {
    return snapshot(RegisterName.PROVIDERS).all(IdentityProvider.class).stream()
        .filter(p -> p.entry().status() == EntryStatus.ACTIVE)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no identity provider is registered yet"));
  }

  @Override
  public Optional<Proven<IdentityProvider>> provider(String issuer) {
    return snapshot(RegisterName.PROVIDERS).all(IdentityProvider.class).stream()
        .filter(p -> p.entry().issuer().equals(issuer))
        .findFirst();
  }

  @Override
  public List<Proven<Approval>> approvalsOf(String insurer) {
    Instant now = clock.instant();
    return snapshot(RegisterName.APPROVALS).all(Approval.class).stream()
        .filter(a -> a.entry().insurer().equals(insurer) && a.entry().liveAt(now))
        .toList();
  }

  @Override
  public Optional<Proven<Approval>> approval(String id) {
    return snapshot(RegisterName.APPROVALS).find(id, Approval.class);
  }

  @Override
  public Optional<TemplateText> currentTemplate(String language) {
    Instant now = clock.instant();
    return snapshot(RegisterName.TEMPLATES).all(TextTemplate.class).stream()
        .filter(t -> t.entry().language().equals(language) && t.entry().liveAt(now))
        .reduce((earlier, later) -> later)
        .flatMap(this::withWords);
  }

  /** The entry of a text, whether or not its words are here. */
  Optional<TextTemplate> templateEntry(String id) {
    return snapshot(RegisterName.TEMPLATES).find(id, TextTemplate.class).map(Proven::entry);
  }

  @Override
  public Optional<TemplateText> template(String id) {
    return snapshot(RegisterName.TEMPLATES).find(id, TextTemplate.class).flatMap(this::withWords);
  }

  @Override
  public Optional<Proven<Relation>> relation(PersonId subject, PersonId grantor) {
    Instant now = clock.instant();
    return relations(subject, grantor).filter(r -> r.entry().liveAt(now)).findFirst();
  }

  @Override
  public Optional<Proven<Relation>> registeredRelation(PersonId subject, PersonId grantor) {
    return relations(subject, grantor)
        .filter(r -> r.entry().status() == EntryStatus.ACTIVE)
        .max(Comparator.comparing(r -> r.entry().to()));
  }

  private Stream<Proven<Relation>> relations(PersonId subject, PersonId grantor) {
    return snapshot(RegisterName.RELATIONS).all(Relation.class).stream()
        .filter(r -> r.entry().subject().equals(subject) && r.entry().grantor().equals(grantor));
  }

  private Optional<TemplateText> withWords(Proven<TextTemplate> entry) {
    return jdbc.sql("select words from template_text where template = ?")
        .param(entry.entry().id())
        .query(String.class)
        .optional()
        .filter(words ->
            entry.entry().template().matches(Digest.of(words.getBytes(StandardCharsets.UTF_8))))
        .map(words -> new TemplateText(entry, words));
  }

  private RegisterSnapshot snapshot(RegisterName name) {
    RegisterSnapshot known = snapshots.get(name);
    if (known != null && known.version() == table.version(name)) {
      return known;
    }
    RegisterSnapshot loaded = table.load(name);
    snapshots.put(name, loaded);
    return loaded;
  }
}
