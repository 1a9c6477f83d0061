package org.claimexchange.model.transaction;

import org.claimexchange.model.evidence.EvidenceQuery;

/**
 * A read that is endorsed but never submitted. As a transaction, it has an open and a hidden side,
 * though neither reaches a block.
 */
public sealed interface EvidenceRequest {
  /** Name of the contract's function. */
  String function();

  /** What is asked. */
  EvidenceQuery query();

  /** What the peers need to judge. */
  Object hidden();

  /** Evidence that a consent is active. */
  record OfConsent(EvidenceQuery query, Cover hidden) implements EvidenceRequest {
    @Override
    public String function() {
      return org.claimexchange.model.evidence.ConsentEvidence.FUNCTION;
    }
  }

  /** Evidence that a release is open for the part of one source. */
  record OfRelease(EvidenceQuery query, Hidden hidden) implements EvidenceRequest {
    /**
     * @param release the release's body
     * @param cover the consent and all that it rests on
     */
    public record Hidden(org.claimexchange.model.release.ReleaseBody release, Cover cover) {}

    @Override
    public String function() {
      return org.claimexchange.model.evidence.ReleaseEvidence.FUNCTION;
    }
  }

  /** Evidence that a delivery is recorded. */
  record OfDelivery(EvidenceQuery query, Cover hidden) implements EvidenceRequest {
    @Override
    public String function() {
      return org.claimexchange.model.evidence.DeliveryEvidence.FUNCTION;
    }
  }
}
