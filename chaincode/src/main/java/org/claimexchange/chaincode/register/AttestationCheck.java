package org.claimexchange.chaincode.register;

import static org.claimexchange.chaincode.refusal.RefusedException.unless;

import java.util.List;
import java.util.Optional;
import org.claimexchange.chaincode.caller.Call;
import org.claimexchange.chaincode.caller.TimeCheck;
import org.claimexchange.chaincode.identity.ParticipantWord;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.RegisterEntry;
import org.claimexchange.model.register.Relation;
import org.claimexchange.model.register.RelationWord;
import org.claimexchange.model.register.Role;
import org.claimexchange.model.transaction.Attestation;
import org.claimexchange.model.transaction.ChangeRegister;
import org.claimexchange.model.transaction.LedgerRefusal.Code;

/**
 * Who saw the proof of a relation: the regulator that registers it, or a source by its signed word.
 * A change that only ends a relation, suspends it or shortens its period needs no new word.
 */
final class AttestationCheck {
  private final ParticipantWord words = new ParticipantWord();

  void check(
      Call call,
      ChangeRegister.Hidden hidden,
      Optional<RegisterEntry> previous,
      RegisterEntry entry) {
    List<Attestation> shown = hidden.attestation();
    if (!(entry instanceof Relation relation)
        || relation.attestedBy().equals(hidden.caller().entry().id())
        || previous.filter(before -> relation.claimsNoMoreThan((Relation) before)).isPresent()) {
      unless(
          shown.isEmpty(),
          Code.ATTESTATION_INVALID,
          "a source attests relations alone, and new ones");
      return;
    }
    unless(
        shown.size() == 1,
        Code.ATTESTATION_INVALID,
        "a relation that the regulator has not seen itself needs one source's word, found "
            + shown.size());
    attested(call, shown.getFirst(), relation);
  }

  private void attested(Call call, Attestation shown, Relation relation) {
    Participant source =
        call.registers().active(shown.source(), Role.SOURCE, Code.ATTESTATION_INVALID);
    unless(
        source.id().equals(relation.attestedBy()),
        Code.ATTESTATION_INVALID,
        "the word must be of the source that the relation names");
    RelationWord word =
        words.read(call, shown.jws(), source, RelationWord.class, Code.ATTESTATION_INVALID);
    unless(
        word.isOf(relation) && !word.seenAt().isAfter(call.time().plus(TimeCheck.TOLERANCE)),
        Code.ATTESTATION_INVALID,
        "the word must be on this relation, its persons, proof and period");
  }
}
