package org.claimexchange.verifier.trace;

import java.util.Optional;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.json.MalformedJsonException;
import org.claimexchange.model.register.Approval;
import org.claimexchange.model.register.IdentityProvider;
import org.claimexchange.model.register.MerkleTree;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.RegisterEntry;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.model.register.Relation;
import org.claimexchange.model.register.TextTemplate;
import org.claimexchange.model.transaction.ChangeRegister;

/** One entry of one register changed. */
final class RegisterStep implements StepKind<ChangeRegister.Open, ChangeRegister.Hidden> {
  @Override
  public String function() {
    return ChangeRegister.FUNCTION;
  }

  @Override
  public String title() {
    return "变更登记册";
  }

  @Override
  public Class<ChangeRegister.Open> openType() {
    return ChangeRegister.Open.class;
  }

  @Override
  public Class<ChangeRegister.Hidden> hiddenType() {
    return ChangeRegister.Hidden.class;
  }

  @Override
  public Subject subject(ChangeRegister.Open open) {
    return new Subject.OfRegisters();
  }

  @Override
  public void check(ChangeRegister.Open open, ChangeRegister.Hidden hidden, StepChecks checks) {
    checks.proven(hidden.caller());
    try {
      Optional<RegisterEntry> previous =
          hidden.previous().isEmpty()
              ? Optional.empty()
              : Optional.of(CanonicalJson.read(hidden.previous(), typeOf(open.register())));
      RegisterEntry entry = CanonicalJson.read(hidden.entry(), typeOf(open.register()));
      Digest before = previous.map(RegisterEntry::leaf).orElseGet(MerkleTree::emptyLeaf);
      checks.require(
          hidden.path().rootFrom(before).matches(checks.rootBefore(open.register()))
              && hidden.path().rootFrom(entry.leaf()).matches(open.root()),
          FindingKind.REGISTER_ROOT);
      AttestationChecks.check(hidden, previous, entry, checks);
    } catch (MalformedJsonException e) {
      checks.require(false, FindingKind.REGISTER_ROOT);
    }
  }

  @Override
  public void tell(ChangeRegister.Open open, ChangeRegister.Hidden hidden, Telling telling) {
    telling.fact("caller", "变更人", hidden.caller().entry().name());
  }

  private static Class<? extends RegisterEntry> typeOf(RegisterName register) {
    return switch (register) {
      case PARTICIPANTS -> Participant.class;
      case PROVIDERS -> IdentityProvider.class;
      case APPROVALS -> Approval.class;
      case TEMPLATES -> TextTemplate.class;
      case RELATIONS -> Relation.class;
    };
  }
}
