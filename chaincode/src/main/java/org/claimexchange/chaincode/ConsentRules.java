package org.claimexchange.chaincode;

import com.fasterxml.jackson.databind.JsonNode;
import org.claimexchange.chaincode.caller.Call;
import org.claimexchange.chaincode.consent.GrantRules;
import org.claimexchange.chaincode.consent.RevokeRules;
import org.claimexchange.chaincode.delivery.DeliveryRules;
import org.claimexchange.chaincode.delivery.ReceiptRules;
import org.claimexchange.chaincode.evidence.EvidenceRules;
import org.claimexchange.chaincode.objection.ObjectionRules;
import org.claimexchange.chaincode.register.RegisterRules;
import org.claimexchange.chaincode.release.ReleaseRules;
import org.claimexchange.chaincode.request.RequestRules;
import org.claimexchange.model.evidence.EvidenceAnswer;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.transaction.ChangeRegister;
import org.claimexchange.model.transaction.EvidenceRequest;
import org.claimexchange.model.transaction.FileObjection;
import org.claimexchange.model.transaction.Grant;
import org.claimexchange.model.transaction.Initialize;
import org.claimexchange.model.transaction.OpenRelease;
import org.claimexchange.model.transaction.RecordDelivery;
import org.claimexchange.model.transaction.RecordErasure;
import org.claimexchange.model.transaction.RecordReceipt;
import org.claimexchange.model.transaction.RecordRequest;
import org.claimexchange.model.transaction.Refuse;
import org.claimexchange.model.transaction.ResolveObjection;
import org.claimexchange.model.transaction.Revoke;
import org.claimexchange.model.transaction.Transaction;

/** Which class judges which transaction. Knows nothing of Fabric, keeps nothing, may be shared. */
public final class ConsentRules {
  private final RegisterRules registers = new RegisterRules();
  private final RequestRules requests = new RequestRules();
  private final GrantRules grants = new GrantRules();
  private final RevokeRules withdrawals = new RevokeRules();
  private final ReleaseRules releases = new ReleaseRules();
  private final DeliveryRules deliveries = new DeliveryRules();
  private final ReceiptRules receipts = new ReceiptRules();
  private final ObjectionRules objections = new ObjectionRules();
  private final EvidenceRules evidence = new EvidenceRules();

  /**
   * Judges a transaction and writes what it makes.
   *
   * @return the state that it made, or that stands where the same was written before
   * @throws org.claimexchange.chaincode.refusal.RefusedException if it must not be
   */
  public JsonNode write(Call call, Transaction transaction) {
    return CanonicalJson.tree(
        switch (transaction) {
          case Initialize initialize -> registers.initialize(call, initialize);
          case ChangeRegister change -> registers.change(call, change);
          case RecordRequest request -> requests.record(call, request);
          case Refuse refuse -> requests.refuse(call, refuse);
          case Grant grant -> grants.grant(call, grant);
          case Revoke revoke -> withdrawals.revoke(call, revoke);
          case OpenRelease release -> releases.open(call, release);
          case RecordDelivery delivery -> deliveries.record(call, delivery);
          case RecordReceipt receipt -> receipts.receipt(call, receipt);
          case RecordErasure erasure -> receipts.erasure(call, erasure);
          case FileObjection objection -> objections.file(call, objection);
          case ResolveObjection answer -> objections.resolve(call, answer);
        });
  }

  /**
   * Answers a read that peers sign.
   *
   * @throws org.claimexchange.chaincode.refusal.RefusedException if what is asked for is not so
   */
  public EvidenceAnswer evidence(Call call, EvidenceRequest request) {
    return switch (request) {
      case EvidenceRequest.OfConsent consent -> evidence.ofConsent(call, consent);
      case EvidenceRequest.OfRelease release -> evidence.ofRelease(call, release);
      case EvidenceRequest.OfDelivery delivery -> evidence.ofDelivery(call, delivery);
    };
  }
}
