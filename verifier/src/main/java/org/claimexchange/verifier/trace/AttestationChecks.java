package org.claimexchange.verifier.trace;

import java.util.Optional;
import org.claimexchange.model.register.EntryStatus;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.RegisterEntry;
import org.claimexchange.model.register.Relation;
import org.claimexchange.model.register.RelationWord;
import org.claimexchange.model.register.Role;
import org.claimexchange.model.transaction.Attestation;
import org.claimexchange.model.transaction.ChangeRegister;

/**
 * That a relation which the regulator did not see itself rests on the word of the source it names;
 * to claim less than before needs no word.
 */
final class AttestationChecks {
  private AttestationChecks() {}

  static void check(
      ChangeRegister.Hidden hidden,
      Optional<RegisterEntry> previous,
      RegisterEntry entry,
      StepChecks checks) {
    for (Attestation shown : hidden.attestation()) {
      checks.proven(shown.source());
    }
    if (!(entry instanceof Relation relation)
        || relation.attestedBy().equals(hidden.caller().entry().id())
        || previous
            .filter(before -> before instanceof Relation old && relation.claimsNoMoreThan(old))
            .isPresent()) {
      return;
    }
    boolean attested =
        hidden.attestation().size() == 1 && isWordOn(hidden.attestation().get(0), relation, checks);
    checks.require(attested, FindingKind.ATTESTATION, relation.id());
  }

  private static boolean isWordOn(Attestation shown, Relation relation, StepChecks checks) {
    Participant source = shown.source().entry();
    return source.role() == Role.SOURCE
        && source.status() == EntryStatus.ACTIVE
        && source.id().equals(relation.attestedBy())
        && ParticipantWord.isOf(source, shown.jws(), checks.time())
        && ParticipantWord.read(shown.jws(), RelationWord.class)
            .filter(word -> word.isOf(relation))
            .isPresent();
  }
}
