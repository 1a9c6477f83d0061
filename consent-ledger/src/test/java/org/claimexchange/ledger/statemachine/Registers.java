package org.claimexchange.ledger.statemachine;

import static org.claimexchange.ledger.statemachine.Broken.unless;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.claimexchange.model.register.CertificateUse;
import org.claimexchange.model.register.EntryStatus;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.Proven;
import org.claimexchange.model.register.RegisterEntry;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.model.register.Role;
import org.claimexchange.model.transaction.LedgerRefusal.Code;

/** The registers as the model knows them: entries and versions, no digests and no trees. */
final class Registers {
  private final Map<RegisterName, Long> versions = new HashMap<>();
  private final Map<RegisterName, Map<String, RegisterEntry>> entries = new HashMap<>();

  /** One entry was put; the register's version grew by one. */
  void put(RegisterEntry entry, long version) {
    entries.computeIfAbsent(entry.register(), name -> new HashMap<>()).put(entry.id(), entry);
    versions.put(entry.register(), version);
  }

  Map<RegisterName, Long> versions() {
    return Map.copyOf(versions);
  }

  /** An entry shown stands where it is the present one, on a way that is the present one. */
  boolean stands(Map<RegisterName, Long> seen, Proven<?> shown) {
    RegisterName name = shown.entry().register();
    return versions.get(name).equals(seen.get(name))
        && shown.entry().equals(entries.get(name).get(shown.entry().id()));
  }

  /** The caller must be registered with the certificate it signs with, active, of a role. */
  void caller(Submission submission, Proven<Participant> shown, Set<Role> roles, Instant time) {
    Participant entry = shown.entry();
    unless(stands(submission.seen(), shown), Code.CALLER_NOT_REGISTERED);
    unless(
        entry.mspId().equals(submission.signer().mspId())
            && entry.certificates().stream()
                .anyMatch(certificate ->
                    certificate.use() == CertificateUse.LEDGER
                        && within(certificate.from(), certificate.to(), time)
                        && certificate.fingerprint().equals(submission.signer().fingerprint())),
        Code.CALLER_NOT_REGISTERED);
    unless(entry.status() == EntryStatus.ACTIVE, Code.PARTICIPANT_NOT_ACTIVE);
    unless(roles.contains(entry.role()), Code.CALLER_NOT_ALLOWED);
  }

  /** The participant with an id must be among those shown, and of the role, and active. */
  void participant(
      Map<RegisterName, Long> seen,
      List<Proven<Participant>> shown,
      String id,
      Role role,
      Code otherRole) {
    for (Proven<Participant> one : shown) {
      if (one.entry().id().equals(id)) {
        active(seen, one, role, otherRole);
        return;
      }
    }
    unless(false, Code.NOT_IN_REGISTER);
  }

  /** A participant shown must stand, be of the role, and active. */
  void active(Map<RegisterName, Long> seen, Proven<Participant> shown, Role role, Code otherRole) {
    unless(stands(seen, shown), Code.NOT_IN_REGISTER);
    unless(shown.entry().role() == role, otherRole);
    unless(shown.entry().status() == EntryStatus.ACTIVE, Code.PARTICIPANT_NOT_ACTIVE);
  }

  static boolean within(Instant from, Instant to, Instant time) {
    return !time.isBefore(from) && time.isBefore(to);
  }
}
