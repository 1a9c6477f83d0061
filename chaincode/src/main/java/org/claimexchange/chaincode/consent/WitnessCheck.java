package org.claimexchange.chaincode.consent;

import static org.claimexchange.chaincode.refusal.RefusedException.unless;

import java.util.List;
import org.claimexchange.chaincode.caller.Call;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.Witness;
import org.claimexchange.model.register.LoginPlace;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.Proven;
import org.claimexchange.model.register.Role;
import org.claimexchange.model.transaction.LedgerRefusal.Code;

/**
 * Where the grantor signed: alone on the patient's page, or at a source's counter with its clerk as
 * witness. The witness stands in what is signed, and the token's client must fit it, so that the
 * one is never taken for the other. The device at a counter is the source's own: so it opens no
 * records but those that the source holds anyway.
 */
final class WitnessCheck {
  private static final int LONGEST_DESK = 100;

  /** Where the grantor must have logged in. */
  LoginPlace check(
      Call call,
      List<Witness> witnesses,
      List<Part> parts,
      List<Proven<Participant>> participants) {
    unless(
        witnesses.size() <= 1,
        Code.WRONG_WITNESS,
        "a statement names one witness at the most, found " + witnesses.size());
    if (witnesses.isEmpty()) {
      return new LoginPlace.Page();
    }
    Witness witness = witnesses.getFirst();
    unless(
        !witness.desk().isBlank() && witness.desk().length() <= LONGEST_DESK,
        Code.WRONG_WITNESS,
        "a witness names its counter in 1 to " + LONGEST_DESK + " characters");
    unless(
        parts.stream().allMatch(part -> part.source().equals(witness.participant())),
        Code.WRONG_WITNESS,
        "at a source's counter that source's own records are granted, and no others");
    call.registers()
        .participant(participants, witness.participant(), Role.SOURCE, Code.WRONG_WITNESS);
    return new LoginPlace.AtCounter(witness.participant());
  }
}
