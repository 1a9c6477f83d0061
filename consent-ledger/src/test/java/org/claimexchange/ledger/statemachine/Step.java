package org.claimexchange.ledger.statemachine;

import java.util.Map;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.model.transaction.EvidenceRequest;

/** What a sequence does next. */
sealed interface Step {
  /** What it is, for people. */
  String said();

  /** Sends a transaction. */
  record Send(Submission submission) implements Step {
    @Override
    public String said() {
      return submission.signer().name() + ": " + submission.said();
    }
  }

  /** Asks for evidence. */
  record Ask(String said, EvidenceRequest request, Map<RegisterName, Long> seen) implements Step {}
}
