package org.claimexchange.model.evidence;

import java.util.List;

/**
 * One endorsed but not submitted read.
 *
 * @param function the contract's function, such as {@code evidenceOfRelease}
 * @param header the proposal's {@code common.Header}, base64; its transaction id and creator are
 *     not checked
 * @param proposal the {@code protos.ChaincodeProposalPayload} without transient data, base64:
 *     function and arguments
 * @param payload the signed {@code protos.ProposalResponsePayload}, base64; holds the hash of
 *     header and proposal, the (empty) read-write set and the answer, canonical JSON of an {@link
 *     EvidenceAnswer}
 * @param endorsements who signed payload and own identity
 */
public record EvidenceRead(
    String function,
    String header,
    String proposal,
    String payload,
    List<EvidenceEndorsement> endorsements) {
  public EvidenceRead {
    endorsements = List.copyOf(endorsements);
  }
}
