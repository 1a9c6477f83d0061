package org.claimexchange.ledger.gateway;

import com.google.protobuf.ByteString;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.claimexchange.ledger.EvidenceOutcome;
import org.claimexchange.model.evidence.Evidence;
import org.claimexchange.model.evidence.EvidenceEndorsement;
import org.claimexchange.model.evidence.EvidenceRead;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.transaction.EvidenceRequest;
import org.claimexchange.model.transaction.LedgerRefusal;
import org.claimexchange.model.transaction.Transaction;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.Proposal;

/** Has a read endorsed and keeps what the peers signed, instead of handing it in. */
final class EvidenceCollection {
  private final Contract contract;
  private final GatewaySettings settings;

  EvidenceCollection(Contract contract, GatewaySettings settings) {
    this.contract = contract;
    this.settings = settings;
  }

  /** Asks again while the organizations' peers are not level, as {@link Submission} does. */
  EvidenceOutcome collect(EvidenceRequest request) {
    Pauses levelling = Pauses.untilLevel();
    while (true) {
      try {
        return endorsed(request);
      } catch (EndorseException e) {
        boolean peersAreLevel = PeerErrors.areLevel(e, settings.endorsers());
        if (!peersAreLevel && levelling.waited()) {
          continue;
        }
        Optional<LedgerRefusal> refusal = PeerErrors.refusal(e);
        return refusal.isPresent() && peersAreLevel
            ? new EvidenceOutcome.Refused(refusal.get())
            : new EvidenceOutcome.NotEndorsed(PeerErrors.reason(e));
      }
    }
  }

  private EvidenceOutcome endorsed(EvidenceRequest request) throws EndorseException {
    Proposal proposal =
        contract
            .newProposal(request.function())
            .addArguments(CanonicalJson.write(request.query()))
            .putTransient(Transaction.HIDDEN, CanonicalJson.write(request.hidden()))
            .setEndorsingOrganizations(settings.endorsers().toArray(String[]::new))
            .build();
    EndorsedTransaction endorsed = EndorsedTransaction.of(proposal.endorse());
    return new EvidenceOutcome.Endorsed(
        new Evidence(
            Evidence.TYPE,
            settings.channel(),
            settings.chaincode(),
            List.of(read(request.function(), endorsed)),
            Map.of()));
  }

  private static EvidenceRead read(String function, EndorsedTransaction endorsed) {
    var action = endorsed.action().getAction();
    return new EvidenceRead(
        function,
        base64(endorsed.header().toByteString()),
        base64(endorsed.action().getChaincodeProposalPayload()),
        base64(action.getProposalResponsePayload()),
        action.getEndorsementsList().stream()
            .map(one ->
                new EvidenceEndorsement(base64(one.getEndorser()), base64(one.getSignature())))
            .toList());
  }

  private static String base64(ByteString bytes) {
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
