package org.claimexchange.chaincode.register;

import static org.claimexchange.chaincode.refusal.RefusedException.unless;

import java.time.Instant;
import java.util.List;
import org.claimexchange.chaincode.caller.Call;
import org.claimexchange.chaincode.caller.CallerCheck;
import org.claimexchange.model.register.Approval;
import org.claimexchange.model.register.EntryStatus;
import org.claimexchange.model.register.IdentityProvider;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.ProviderKey;
import org.claimexchange.model.register.RegisterEntry;
import org.claimexchange.model.register.RegisteredCertificate;
import org.claimexchange.model.register.Relation;
import org.claimexchange.model.register.TextTemplate;
import org.claimexchange.model.transaction.LedgerRefusal.Code;

/**
 * What may become of an entry: keys are rotated, periods change, entries are suspended, revived and
 * ended; but an entry stays what it is, no key is forgotten, and nothing that has ended counts
 * again.
 */
final class EvolutionCheck {
  private final CallerCheck callers = new CallerCheck();

  /** Refuses a change that makes another thing of an entry, or revives what has ended. */
  void check(Call call, RegisterEntry before, RegisterEntry after) {
    expect(before.id().equals(after.id()), "the id that it had");
    expect(before.status() != EntryStatus.ENDED, "nothing more once it has ended");
    expect(!before.salt().equals(after.salt()), "a fresh salt");
    switch (before) {
      case Participant participant -> participant(call, participant, (Participant) after);
      case IdentityProvider provider -> provider(call, provider, (IdentityProvider) after);
      case Approval approval ->
          expect(approval.insurer().equals(((Approval) after).insurer()), "the insurer it was for");
      case TextTemplate template -> template(template, (TextTemplate) after);
      case Relation relation -> relation(relation, (Relation) after);
    }
  }

  /** A regulator cannot shut itself out: nobody else could let it in again. */
  void keepsItsKey(Call call, Participant caller, RegisterEntry after) {
    if (after instanceof Participant participant && participant.id().equals(caller.id())) {
      expect(
          participant.status() == EntryStatus.ACTIVE && callers.isCreator(call, participant),
          "the caller active, with the certificate that it calls with");
    }
  }

  private static void participant(Call call, Participant before, Participant after) {
    expect(
        before.role() == after.role() && before.mspId().equals(after.mspId()),
        "the role and organization that it had");
    for (RegisteredCertificate old : before.certificates()) {
      List<RegisteredCertificate> kept =
          after.certificates().stream()
              .filter(one -> one.use() == old.use() && one.der().equals(old.der()))
              .toList();
      expect(
          kept.size() == 1
              && kept.getFirst().from().equals(old.from())
              && endIsAllowed(call, old.to(), kept.getFirst().to()),
          "every certificate that it had, with its beginning, and its end where that is past");
    }
  }

  private static void provider(Call call, IdentityProvider before, IdentityProvider after) {
    expect(before.issuer().equals(after.issuer()), "the issuer that it had");
    expect(
        before.counters().stream().noneMatch(old -> after.audiences().contains(old.audience()))
            && after.counters().stream()
                .noneMatch(now -> before.audiences().contains(now.audience())),
        "each client either the page's or a counter's, as it was");
    for (ProviderKey old : before.keys()) {
      expect(
          after.keys().stream()
              .filter(one -> one.kid().equals(old.kid()))
              .anyMatch(one ->
                  one.jwk().equals(old.jwk())
                      && one.from().equals(old.from())
                      && endIsAllowed(call, old.to(), one.to())),
          "every key that it had, with its beginning, and its end where that is past");
    }
  }

  private static void template(TextTemplate before, TextTemplate after) {
    expect(
        before.language().equals(after.language()) && before.template().matches(after.template()),
        "the words that it had: other words are another template");
  }

  private static void relation(Relation before, Relation after) {
    expect(
        before.kind() == after.kind()
            && before.subject().equals(after.subject())
            && before.grantor().equals(after.grantor()),
        "the kind and the persons that it had");
  }

  private static boolean endIsAllowed(Call call, Instant before, Instant after) {
    return before.isAfter(call.time()) || before.equals(after);
  }

  private static void expect(boolean holds, String what) {
    unless(holds, Code.CHANGE_NOT_ALLOWED, "a changed entry must keep " + what);
  }
}
