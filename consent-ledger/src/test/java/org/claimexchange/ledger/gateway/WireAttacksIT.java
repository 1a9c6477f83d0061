package org.claimexchange.ledger.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.claimexchange.ledger.gateway.RunningLedger.committed;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.ledger.LedgerOutcome;
import org.claimexchange.ledger.SubmissionJournal;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.transaction.LedgerRefusal;
import org.claimexchange.model.transaction.LedgerRefusal.Code;
import org.claimexchange.model.transaction.RecordRequest;
import org.claimexchange.model.transaction.Transaction;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.Proposal;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.client.identity.X509Identity;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.gateway.ProposedTransaction;
import org.hyperledger.fabric.protos.peer.SignedProposal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client can do that speaks the protocol but not our API. */
class WireAttacksIT {
  private static RunningLedger running;
  private static Gateway gateway;
  private RecordRequest request;

  @BeforeAll
  static void start(@TempDir Path folder) {
    running = new RunningLedger(folder, Duration.ofMillis(2));
    var operator = running.identity(World.OPERATOR);
    gateway =
        Gateway.newInstance()
            .connection(running.network.channel())
            .identity(new X509Identity(operator.mspId(), operator.certificate()))
            .signer(Signers.newPrivateKeySigner(operator.privateKey()))
            .connect();
  }

  @AfterAll
  static void stop() {
    gateway.close();
    running.close();
  }

  @BeforeEach
  void ask() {
    request = running.world.newCase(World.mother()).recordRequest();
  }

  @Test
  void theOperatorAloneCannotWrite() {
    GatewaySettings both =
        GatewaySettings.standard(
            new LedgerIdentity(
                "ExchangeMSP",
                running.identity(World.OPERATOR).certificate(),
                running.identity(World.OPERATOR).privateKey()));
    var alone =
        new GatewaySettings(
            both.identity(),
            both.channel(),
            both.chaincode(),
            List.of("ExchangeMSP"),
            both.retry(),
            both.endorseTimeout(),
            both.submitTimeout(),
            both.commitTimeout(),
            both.findTimeout());
    try (var ledger =
        GatewayLedger.connect(running.network.channel(), alone, SubmissionJournal.none())) {
      var outcome = ledger.recordRequest(request);

      assertThat(outcome).isNotInstanceOf(LedgerOutcome.Committed.class);
      assertThat(running.operator().findRequest(request.open().request())).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-400, 400})
  void aTimestampFarFromTheEndorsersClockIsNotEndorsed(long secondsOff) throws Exception {
    Proposal proposal = proposal(request.open(), Map.of(Transaction.HIDDEN, hidden()));
    byte[] shifted = shifted(proposal.getBytes(), secondsOff);

    assertThat(refusal(gateway.newProposal(shifted)).code()).isEqualTo(Code.CLOCK_SKEW);
  }

  @Test
  void aSurplusArgumentIsRefused() {
    Proposal proposal =
        gateway
            .getNetwork("claims")
            .getContract("consent")
            .newProposal(RecordRequest.FUNCTION)
            .addArguments(
                CanonicalJson.write(request.open()), "林晓梅".getBytes(StandardCharsets.UTF_8))
            .putTransient(Transaction.HIDDEN, hidden())
            .setEndorsingOrganizations("RegulatorMSP", "ExchangeMSP")
            .build();

    assertThat(refusal(proposal).code()).isEqualTo(Code.MALFORMED);
  }

  @Test
  void whatIsNotCanonicalIsRefused() {
    String open = CanonicalJson.writeText(request.open()).replace("{", "{ ");
    Proposal proposal =
        gateway
            .getNetwork("claims")
            .getContract("consent")
            .newProposal(RecordRequest.FUNCTION)
            .addArguments(open)
            .putTransient(Transaction.HIDDEN, hidden())
            .setEndorsingOrganizations("RegulatorMSP", "ExchangeMSP")
            .build();

    assertThat(refusal(proposal).code()).isEqualTo(Code.MALFORMED);
  }

  @Test
  void hiddenDataThatIsMissingSurplusHugeOrBrokenIsRefusedAndNeverRepeated() {
    byte[] huge = new byte[1024 * 1024 + 1];
    String broken = CanonicalJson.writeText(request.hidden()).replace("\"name\":", "\"nme\":");
    for (Map<String, byte[]> entries :
        List.of(
            Map.<String, byte[]>of(),
            Map.of(Transaction.HIDDEN, hidden(), "more", new byte[1]),
            Map.of(Transaction.HIDDEN, huge),
            Map.of(Transaction.HIDDEN, broken.getBytes(StandardCharsets.UTF_8)),
            Map.of(Transaction.HIDDEN, "林晓梅".getBytes(StandardCharsets.UTF_8)))) {
      LedgerRefusal refusal = refusal(proposal(request.open(), entries));

      assertThat(refusal.code()).isEqualTo(Code.MALFORMED);
      assertThat(refusal.sentence()).doesNotContain("林晓梅", World.mother().id().number(), "安信");
    }
  }

  @Test
  void aFunctionThatIsNotThereIsRefused() {
    assertThat(
            refusal(
                    gateway
                        .getNetwork("claims")
                        .getContract("consent")
                        .newProposal("grantAll")
                        .setEndorsingOrganizations("RegulatorMSP", "ExchangeMSP")
                        .build())
                .code())
        .isEqualTo(Code.MALFORMED);
  }

  @Test
  void evidenceThatIsHandedInChangesNothing() throws Exception {
    ClaimCase claim = running.granted();
    var evidence = claim.evidenceOfConsent(World.INSURER);
    var before = running.operator().findConsent(claim.consent());
    Proposal proposal =
        gateway
            .getNetwork("claims")
            .getContract("consent")
            .newProposal(evidence.function())
            .addArguments(CanonicalJson.write(evidence.query()))
            .putTransient(Transaction.HIDDEN, CanonicalJson.write(evidence.hidden()))
            .setEndorsingOrganizations("RegulatorMSP", "ExchangeMSP")
            .build();

    proposal.endorse().submit();

    assertThat(running.operator().findConsent(claim.consent())).isEqualTo(before);
    committed(running.operator().openRelease(claim.openRelease()));
  }

  private byte[] hidden() {
    return CanonicalJson.write(request.hidden());
  }

  private static Proposal proposal(Object open, Map<String, byte[]> entries) {
    return gateway
        .getNetwork("claims")
        .getContract("consent")
        .newProposal(RecordRequest.FUNCTION)
        .addArguments(CanonicalJson.write(open))
        .putAllTransient(entries)
        .setEndorsingOrganizations("RegulatorMSP", "ExchangeMSP")
        .build();
  }

  /** The same proposal, unsigned, with another timestamp. */
  private static byte[] shifted(byte[] proposed, long seconds) throws Exception {
    ProposedTransaction transaction = ProposedTransaction.parseFrom(proposed);
    var proposal =
        org.hyperledger.fabric.protos.peer.Proposal.parseFrom(
            transaction.getProposal().getProposalBytes());
    Header header = Header.parseFrom(proposal.getHeader());
    ByteString channel =
        ChannelHeader.parseFrom(header.getChannelHeader()).toBuilder()
            .setTimestamp(
                Timestamp.newBuilder()
                    .setSeconds(Instant.now().plusSeconds(seconds).getEpochSecond()))
            .build()
            .toByteString();
    ByteString changed =
        proposal.toBuilder()
            .setHeader(header.toBuilder().setChannelHeader(channel).build().toByteString())
            .build()
            .toByteString();
    return transaction.toBuilder()
        .setProposal(SignedProposal.newBuilder().setProposalBytes(changed))
        .build()
        .toByteArray();
  }

  private static LedgerRefusal refusal(Proposal proposal) {
    GatewayException e = catchThrowableOfType(EndorseException.class, proposal::endorse);
    assertThat(e).as("must not be endorsed").isNotNull();
    return PeerErrors.refusal(e).orElseThrow(() -> new AssertionError(PeerErrors.reason(e)));
  }
}
