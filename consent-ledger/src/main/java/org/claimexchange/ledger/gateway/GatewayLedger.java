package org.claimexchange.ledger.gateway;

import com.fasterxml.jackson.core.type.TypeReference;
import io.grpc.Channel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.ledger.EvidenceOutcome;
import org.claimexchange.ledger.LedgerBlocks;
import org.claimexchange.ledger.LedgerEvents;
import org.claimexchange.ledger.LedgerOutcome;
import org.claimexchange.ledger.SubmissionJournal;
import org.claimexchange.ledger.TransactionFate;
import org.claimexchange.model.consent.ConsentState;
import org.claimexchange.model.delivery.DeliveryState;
import org.claimexchange.model.history.HistoryEntry;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.objection.ObjectionState;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.model.register.RegisterState;
import org.claimexchange.model.release.ReleasePage;
import org.claimexchange.model.release.ReleaseState;
import org.claimexchange.model.request.RequestState;
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
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.Hash;
import org.hyperledger.fabric.client.Network;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.client.identity.X509Identity;

/** The ledger over one channel to a peer's Gateway service. */
public final class GatewayLedger implements ConsentLedger {
  private final Gateway gateway;
  private final Submission submission;
  private final Reading reading;
  private final EvidenceCollection evidence;
  private final FateQuery fates;
  private final EventStream events;
  private final BlockStream blocks;

  private GatewayLedger(Gateway gateway, GatewaySettings settings, SubmissionJournal journal) {
    Network network = gateway.getNetwork(settings.channel());
    var contract = network.getContract(settings.chaincode());
    this.gateway = gateway;
    this.submission = new Submission(contract, settings, journal);
    this.reading = new Reading(contract);
    this.evidence = new EvidenceCollection(contract, settings);
    this.fates = new FateQuery(gateway, settings);
    this.events = new EventStream(network, settings.chaincode());
    this.blocks = new BlockStream(network, settings.chaincode());
  }

  /**
   * Connects; nothing is sent yet.
   *
   * @param channel to the peer; stays its owner's to close
   * @param settings as whom, to what
   * @param journal is told each transaction before it is handed in
   */
  public static ConsentLedger connect(
      Channel channel, GatewaySettings settings, SubmissionJournal journal) {
    LedgerIdentity identity = settings.identity();
    Gateway gateway =
        Gateway.newInstance()
            .connection(channel)
            .identity(new X509Identity(identity.mspId(), identity.certificate()))
            .signer(Signers.newPrivateKeySigner(identity.key()))
            .hash(Hash.SHA256)
            .evaluateOptions(call -> call.withDeadlineAfter(settings.endorseTimeout()))
            .endorseOptions(call -> call.withDeadlineAfter(settings.endorseTimeout()))
            .submitOptions(call -> call.withDeadlineAfter(settings.submitTimeout()))
            .commitStatusOptions(call ->
                call.withDeadlineAfter(settings.commitTimeout().toMillis(), TimeUnit.MILLISECONDS))
            .connect();
    return new GatewayLedger(gateway, settings, journal);
  }

  @Override
  public LedgerOutcome<RegisterState> initialize(Initialize transaction) {
    return submission.submit(transaction, transaction.open().id(), RegisterState.class);
  }

  @Override
  public LedgerOutcome<RegisterState> changeRegister(ChangeRegister transaction) {
    return submission.submit(transaction, text(transaction.open().register()), RegisterState.class);
  }

  @Override
  public LedgerOutcome<RequestState> recordRequest(RecordRequest transaction) {
    return submission.submit(transaction, transaction.open().request(), RequestState.class);
  }

  @Override
  public LedgerOutcome<ConsentState> grant(Grant transaction) {
    return submission.submit(transaction, transaction.open().consent(), ConsentState.class);
  }

  @Override
  public LedgerOutcome<RequestState> refuse(Refuse transaction) {
    return submission.submit(transaction, transaction.open().request(), RequestState.class);
  }

  @Override
  public LedgerOutcome<ConsentState> revoke(Revoke transaction) {
    return submission.submit(transaction, transaction.open().consent(), ConsentState.class);
  }

  @Override
  public LedgerOutcome<ReleaseState> openRelease(OpenRelease transaction) {
    return submission.submit(transaction, transaction.open().release(), ReleaseState.class);
  }

  @Override
  public LedgerOutcome<DeliveryState> recordDelivery(RecordDelivery transaction) {
    return submission.submit(transaction, transaction.open().delivery(), DeliveryState.class);
  }

  @Override
  public LedgerOutcome<DeliveryState> recordReceipt(RecordReceipt transaction) {
    return submission.submit(transaction, transaction.open().delivery(), DeliveryState.class);
  }

  @Override
  public LedgerOutcome<DeliveryState> recordErasure(RecordErasure transaction) {
    return submission.submit(transaction, transaction.open().delivery(), DeliveryState.class);
  }

  @Override
  public LedgerOutcome<ObjectionState> fileObjection(FileObjection transaction) {
    return submission.submit(transaction, transaction.open().objection(), ObjectionState.class);
  }

  @Override
  public LedgerOutcome<ObjectionState> resolveObjection(ResolveObjection transaction) {
    return submission.submit(transaction, transaction.open().objection(), ObjectionState.class);
  }

  @Override
  public Optional<RequestState> findRequest(String id) {
    return reading.find("getRequest", id, RequestState.class);
  }

  @Override
  public Optional<ConsentState> findConsent(String id) {
    return reading.find("getConsent", id, ConsentState.class);
  }

  @Override
  public Optional<ReleaseState> findRelease(String id) {
    return reading.find("getRelease", id, ReleaseState.class);
  }

  @Override
  public Optional<DeliveryState> findDelivery(String id) {
    return reading.find("getDelivery", id, DeliveryState.class);
  }

  @Override
  public Optional<ObjectionState> findObjection(String id) {
    return reading.find("getObjection", id, ObjectionState.class);
  }

  @Override
  public Optional<RegisterState> register(RegisterName name) {
    return reading.find("getRegister", text(name), RegisterState.class);
  }

  @Override
  public List<HistoryEntry> historyOfConsent(String id) {
    return reading
        .read("historyOfConsent", id)
        .map(json -> CanonicalJson.read(json, new TypeReference<List<HistoryEntry>>() {}))
        .orElse(List.of());
  }

  @Override
  public ReleasePage releasesOfConsent(String id, String bookmark, int pageSize) {
    return reading
        .read("releasesOfConsent", id, bookmark, String.valueOf(pageSize))
        .map(json -> CanonicalJson.read(json, ReleasePage.class))
        .orElse(new ReleasePage(List.of(), ""));
  }

  @Override
  public EvidenceOutcome evidence(EvidenceRequest request) {
    return evidence.collect(request);
  }

  @Override
  public TransactionFate find(String transactionId) {
    return fates.find(transactionId);
  }

  @Override
  public LedgerEvents events(long firstBlock) {
    return events.from(firstBlock);
  }

  @Override
  public LedgerBlocks blocks(long firstBlock) {
    return blocks.from(firstBlock);
  }

  @Override
  public void close() {
    gateway.close();
  }

  private static String text(RegisterName name) {
    return CanonicalJson.tree(name).textValue();
  }
}
