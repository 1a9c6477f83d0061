package org.claimexchange.verifier.trace;

import org.claimexchange.model.transaction.Initialize;

/** The registers were set up. */
final class InitializeStep implements StepKind<Initialize.Open, Initialize.Hidden> {
  @Override
  public String function() {
    return Initialize.FUNCTION;
  }

  @Override
  public String title() {
    return "建立登记册";
  }

  @Override
  public Class<Initialize.Open> openType() {
    return Initialize.Open.class;
  }

  @Override
  public Class<Initialize.Hidden> hiddenType() {
    return Initialize.Hidden.class;
  }

  @Override
  public Subject subject(Initialize.Open open) {
    return new Subject.OfRegisters();
  }

  @Override
  public void check(Initialize.Open open, Initialize.Hidden hidden, StepChecks checks) {
    // Nothing of the hidden side has a digest of its own: the first change of the register has.
  }

  @Override
  public void tell(Initialize.Open open, Initialize.Hidden hidden, Telling telling) {
    telling.fact("regulator", "监管方", hidden.regulator().name());
  }
}
