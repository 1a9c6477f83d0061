package org.claimexchange.server.register;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.register.Approval;
import org.claimexchange.model.register.IdentityProvider;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.RegisterEntry;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.model.register.Relation;
import org.claimexchange.model.register.TextTemplate;
import org.claimexchange.model.transaction.Attestation;
import org.claimexchange.server.vault.KeyName;
import org.claimexchange.server.vault.PersonTags;
import org.claimexchange.server.vault.SealedBytes;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The registers' rows. Entries rest sealed: their salts, and the persons of relations, are secret.
 */
final class RegisterTable {
  private static final KeyName KEY = new KeyName(KeyName.Use.TABLE, "registers");

  /**
   * The number of the lock under which whole registers are replaced, the same for all instances.
   */
  private static final long LOCK = 0x7265676973746572L;

  private final JdbcClient jdbc;
  private final JdbcOperations batches;
  private final SealedBytes sealed;
  private final PersonTags tags;

  RegisterTable(JdbcClient jdbc, JdbcOperations batches, SealedBytes sealed, PersonTags tags) {
    this.jdbc = jdbc;
    this.batches = batches;
    this.sealed = sealed;
    this.tags = tags;
  }

  /** The version that the rows make; 0 before there are any. */
  long version(RegisterName name) {
    return jdbc.sql("select version from register where name = ?")
        .param(key(name))
        .query(Long.class)
        .optional()
        .orElse(0L);
  }

  /** The versions of all registers that have rows. */
  Map<RegisterName, Long> versions() {
    Map<RegisterName, Long> versions = new EnumMap<>(RegisterName.class);
    jdbc.sql("select name, version from register")
        .query(r -> {
          versions.put(RegisterName.valueOf(r.getString(1).toUpperCase(Locale.ROOT)), r.getLong(2));
        });
    return versions;
  }

  /** The root that the rows make; empty before there are any. */
  Optional<Digest> root(RegisterName name) {
    return jdbc.sql("select root from register where name = ?")
        .param(key(name))
        .query(String.class)
        .optional()
        .map(Digest::new);
  }

  RegisterSnapshot load(RegisterName name) {
    long version = version(name);
    List<RegisterSnapshot.Row> rows =
        jdbc.sql("select place, entry from register_entry where register = ? order by place")
            .param(key(name))
            .query((r, n) ->
                new RegisterSnapshot.Row(
                    r.getInt(1),
                    read(name, sealed.open(KEY, context(name, r.getInt(1)), r.getBytes(2)))))
            .list();
    return new RegisterSnapshot(version, rows);
  }

  /** Keeps a change that is about to go to the ledger. */
  void begin(PendingChange change) {
    jdbc.sql(
            """
            insert into register_change (register, version, root, place, entry, attestation)
            values (?, ?, ?, ?, ?, ?) on conflict (register) do update set
            version = excluded.version, root = excluded.root, place = excluded.place,
            entry = excluded.entry, attestation = excluded.attestation
            """)
        .params(
            key(change.name()),
            change.version(),
            change.root().value(),
            change.place(),
            seal(change.name(), change.place(), change.entry()),
            sealed.sealValue(KEY, context(change.name(), change.place()), change.attestation()))
        .update();
  }

  /** The change that was begun and not carried out. */
  Optional<PendingChange> begun(RegisterName name) {
    return jdbc.sql(
            """
            select version, root, place, entry, attestation from register_change
            where register = ?
            """)
        .param(key(name))
        .query((r, n) ->
            new PendingChange(
                name,
                r.getLong(1),
                new Digest(r.getString(2)),
                r.getInt(3),
                read(name, sealed.open(KEY, context(name, r.getInt(3)), r.getBytes(4))),
                attestation(name, r.getInt(3), r.getBytes(5))))
        .optional();
  }

  private List<Attestation> attestation(RegisterName name, int place, byte @Nullable [] kept) {
    return kept == null
        ? List.of()
        : CanonicalJson.read(
            sealed.open(KEY, context(name, place), kept),
            new TypeReference<List<Attestation>>() {});
  }

  /** The change stands on the ledger: it stands here too. Runs in the caller's transaction. */
  void carryOut(PendingChange change) {
    RegisterEntry entry = change.entry();
    jdbc.sql(
            """
            insert into register_entry (register, place, id, leaf, entry, tag)
            values (?, ?, ?, ?, ?, ?) on conflict (register, place) do update set
            leaf = excluded.leaf, entry = excluded.entry, tag = excluded.tag
            """)
        .params(
            key(change.name()),
            change.place(),
            entry.id(),
            entry.leaf().value(),
            seal(change.name(), change.place(), entry),
            tag(entry))
        .update();
    stands(change.name(), change.version(), change.root());
  }

  /** Waits until no other instance replaces registers. Runs in the caller's transaction. */
  void lock() {
    jdbc.sql("select pg_advisory_xact_lock(?)").param(LOCK).query((r, n) -> true).single();
  }

  /**
   * Puts the whole register in place of the rows. Runs in the caller's transaction.
   *
   * @param entries each at its place
   */
  void replace(RegisterName name, long version, Digest root, List<RegisterEntry> entries) {
    Map<Integer, String> leaves = leaves(name);
    List<Object[]> changed = new ArrayList<>();
    for (int place = 0; place < entries.size(); place++) {
      RegisterEntry entry = entries.get(place);
      String leaf = entry.leaf().value();
      if (!leaf.equals(leaves.get(place))) {
        changed.add(
            new Object[] {
              key(name), place, entry.id(), leaf, seal(name, place, entry), tag(entry)
            });
      }
    }
    batches.batchUpdate(
        """
        insert into register_entry (register, place, id, leaf, entry, tag)
        values (?, ?, ?, ?, ?, ?) on conflict (register, place) do update set
        id = excluded.id, leaf = excluded.leaf, entry = excluded.entry, tag = excluded.tag
        """,
        changed);
    jdbc.sql("delete from register_entry where register = ? and place >= ?")
        .params(key(name), entries.size())
        .update();
    stands(name, version, root);
  }

  private Map<Integer, String> leaves(RegisterName name) {
    Map<Integer, String> leaves = new HashMap<>();
    jdbc.sql("select place, leaf from register_entry where register = ?")
        .param(key(name))
        .query(r -> {
          leaves.put(r.getInt(1), r.getString(2));
        });
    return leaves;
  }

  private void stands(RegisterName name, long version, Digest root) {
    jdbc.sql(
            """
            insert into register (name, version, root) values (?, ?, ?)
            on conflict (name) do update set version = excluded.version, root = excluded.root
            """)
        .params(key(name), version, root.value())
        .update();
    jdbc.sql("delete from register_change where register = ?").param(key(name)).update();
  }

  private byte[] seal(RegisterName name, int place, RegisterEntry entry) {
    return sealed.sealValue(KEY, context(name, place), entry);
  }

  private String tag(RegisterEntry entry) {
    return switch (entry) {
      case Relation relation -> tags.of(relation.subject(), relation.grantor());
      case Participant participant -> participant.role().name();
      case Approval approval -> approval.insurer();
      case IdentityProvider provider -> provider.issuer();
      case TextTemplate template -> template.language();
    };
  }

  private static RegisterEntry read(RegisterName name, byte[] json) {
    return switch (name) {
      case PARTICIPANTS -> CanonicalJson.read(json, Participant.class);
      case PROVIDERS -> CanonicalJson.read(json, IdentityProvider.class);
      case APPROVALS -> CanonicalJson.read(json, Approval.class);
      case TEMPLATES -> CanonicalJson.read(json, TextTemplate.class);
      case RELATIONS -> CanonicalJson.read(json, Relation.class);
    };
  }

  private static String context(RegisterName name, int place) {
    return "register/" + key(name) + "/" + place;
  }

  private static String key(RegisterName name) {
    return name.name().toLowerCase(Locale.ROOT);
  }
}
