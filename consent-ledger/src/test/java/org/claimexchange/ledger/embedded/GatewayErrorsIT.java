package org.claimexchange.ledger.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.GatewayRuntimeException;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.gateway.EndorseRequest;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;
import org.hyperledger.fabric.protos.gateway.EvaluateRequest;
import org.hyperledger.fabric.protos.gateway.GatewayGrpc;
import org.hyperledger.fabric.protos.gateway.ProposedTransaction;
import org.hyperledger.fabric.protos.gateway.SignedCommitStatusRequest;
import org.hyperledger.fabric.protos.gateway.SubmitRequest;
import org.hyperledger.fabric.protos.peer.Proposal;
import org.hyperledger.fabric.protos.peer.SignedProposal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Status, message and details of every refusal, word for word as a peer of Fabric 3 gives them (its
 * packages {@code internal/pkg/gateway} and {@code core/endorser}).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class GatewayErrorsIT {
  @TempDir static Path folder;
  private EmbeddedNetwork network;
  private Gateway gateway;
  private Contract shelf;

  @BeforeAll
  void start() {
    network =
        EmbeddedNetwork.start(
            NetworkForTests.options(folder)
                .withTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(60)));
    gateway =
        NetworkForTests.gateway(network, network.issueClient("ExchangeMSP", "exchange-server"));
    shelf = NetworkForTests.contract(network, gateway);
  }

  @AfterAll
  void stop() {
    gateway.close();
    network.close();
  }

  @Test
  void ofAChannelThatItDoesNotHaveTheGatewayHasNoConfiguration() {
    Contract elsewhere = gateway.getNetwork("other").getContract("consent");

    GatewayException evaluated =
        catchThrowableOfType(
            GatewayException.class, () -> elsewhere.evaluateTransaction("get", "x"));
    EndorseException endorsed =
        catchThrowableOfType(
            EndorseException.class, () -> elsewhere.submitTransaction("put", "x", "y"));

    assertStatus(
        evaluated,
        Status.Code.UNAVAILABLE,
        "failed to get config for channel [other]: could not get last config for channel other");
    assertStatus(
        endorsed,
        Status.Code.FAILED_PRECONDITION,
        "no combination of peers can be derived which satisfy the endorsement policy: No metadata was found for"
            + " chaincode consent in channel other");
  }

  @ParameterizedTest
  @CsvSource({"other", "qscc", "cscc", "lscc", "_lifecycle"})
  void noOtherChaincodeRunsHereAndNoSystemChaincodeEither(String chaincode) {
    Contract other = gateway.getNetwork("claims").getContract(chaincode);

    GatewayException evaluated =
        catchThrowableOfType(
            GatewayException.class, () -> other.evaluateTransaction("GetChainInfo", "claims"));
    EndorseException named =
        catchThrowableOfType(
            EndorseException.class,
            () ->
                other
                    .newProposal("put")
                    .setEndorsingOrganizations("ExchangeMSP", "RegulatorMSP")
                    .build()
                    .endorse());

    assertStatus(
        evaluated,
        Status.Code.FAILED_PRECONDITION,
        "no peers available to evaluate chaincode " + chaincode + " in channel claims");
    assertStatus(
        named,
        Status.Code.UNAVAILABLE,
        "failed to find any endorsing peers for org(s): ExchangeMSP, RegulatorMSP");
  }

  @Test
  void transientDataIsGivenToNoOtherOrganizationUnasked() {
    Contract other = gateway.getNetwork("claims").getContract("other");

    GatewayException evaluated =
        catchThrowableOfType(
            GatewayException.class,
            () -> other.newProposal("get").putTransient("hidden", "x").build().evaluate());
    EndorseException endorsed =
        catchThrowableOfType(
            EndorseException.class,
            () -> other.newProposal("put").putTransient("hidden", "x").build().endorse());

    assertStatus(
        evaluated,
        Status.Code.FAILED_PRECONDITION,
        "no endorsers found in the gateway's organization; retry specifying target organization(s) to protect"
            + " transient data: no peers available to evaluate chaincode other in channel claims");
    assertStatus(
        endorsed,
        Status.Code.FAILED_PRECONDITION,
        "no endorsers found in the gateway's organization; retry specifying endorsing organization(s) to protect"
            + " transient data");
  }

  @Test
  void anEvaluationForAnOrganizationThatIsNotThereFindsNoPeer() {
    GatewayException refused =
        catchThrowableOfType(
            GatewayException.class,
            () ->
                shelf
                    .newProposal("get")
                    .addArguments("x")
                    .setEndorsingOrganizations("NobodyMSP")
                    .build()
                    .evaluate());

    assertStatus(
        refused,
        Status.Code.FAILED_PRECONDITION,
        "no peers available to evaluate chaincode consent in channel claims");
  }

  @Test
  void whereNobodyIsNamedTheGatewaysOwnPeerRefusesFirstAndAlone() {
    EndorseException refused =
        catchThrowableOfType(
            EndorseException.class, () -> shelf.submitTransaction("refuse", "授权已撤回"));

    assertStatus(
        refused,
        Status.Code.ABORTED,
        "failed to endorse transaction, see attached details for more info");
    assertThat(refused.getDetails())
        .extracting(ErrorDetail::getMspId, ErrorDetail::getAddress, ErrorDetail::getMessage)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "ExchangeMSP",
                Organizations.peerAddress("ExchangeMSP"),
                "chaincode response 500, 授权已撤回"));
  }

  @Test
  void whereOrganizationsAreNamedEachThatRefusesIsADetail() {
    EndorseException refused =
        catchThrowableOfType(
            EndorseException.class,
            () ->
                shelf
                    .newProposal("refuse")
                    .addArguments("no")
                    .setEndorsingOrganizations("RegulatorMSP", "SourceMSP")
                    .build()
                    .endorse());

    assertStatus(
        refused,
        Status.Code.ABORTED,
        "failed to collect enough transaction endorsements, see attached details for more info");
    assertThat(refused.getDetails())
        .extracting(ErrorDetail::getMspId)
        .containsExactlyInAnyOrder("RegulatorMSP", "SourceMSP");
  }

  @Test
  void anEvaluationThatTakesTooLongIsTriedAtEveryPeer() {
    GatewayException late =
        catchThrowableOfType(
            GatewayException.class, () -> shelf.evaluateTransaction("dawdle", "60000"));

    assertThat(late.getStatus().getCode()).isEqualTo(Status.Code.ABORTED);
    assertThat(late.getStatus().getDescription())
        .isEqualTo("failed to evaluate transaction, see attached details for more info");
    assertThat(late.getDetails())
        .extracting(ErrorDetail::getMspId)
        .containsExactlyElementsOf(Organizations.MSP_IDS);
    assertThat(late.getDetails())
        .extracting(ErrorDetail::getMessage)
        .allMatch(message ->
            message.startsWith("error in simulation: failed to execute transaction ")
                && message.endsWith(": timeout expired while executing transaction"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "richQuery       | rich queries",
        "putPrivate      | private data",
        "getPrivate      | private data",
        "setKeyPolicy    | key-level endorsement policies",
        "callAnother     | calls from chaincode to chaincode",
      })
  void whatTheNetworkDoesNotDoIsRefusedByName(String function, String name) {
    EndorseException refused =
        catchThrowableOfType(EndorseException.class, () -> shelf.submitTransaction(function));

    assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.ABORTED);
    assertThat(refused.getDetails())
        .extracting(ErrorDetail::getMessage)
        .singleElement(org.assertj.core.api.InstanceOfAssertFactories.STRING)
        .contains("the embedded network does not support " + name);
  }

  @Test
  void aTransactionIdThatIsNotItsCreatorsIsNamedWithTheRightOne() throws Exception {
    SignedProposal signed = signedProposal();
    Proposal proposal = Proposal.parseFrom(signed.getProposalBytes());
    Header header = Header.parseFrom(proposal.getHeader());
    ChannelHeader channel = ChannelHeader.parseFrom(header.getChannelHeader());
    Header other =
        header.toBuilder()
            .setChannelHeader(channel.toBuilder().setTxId("0".repeat(64)).build().toByteString())
            .build();
    SignedProposal changed =
        signed.toBuilder()
            .setProposalBytes(
                proposal.toBuilder().setHeader(other.toByteString()).build().toByteString())
            .build();
    String words =
        "error validating proposal: incorrectly computed txid '%s' -- expected '%s'"
            .formatted("0".repeat(64), channel.getTxId());

    StatusRuntimeException evaluated =
        catchThrowableOfType(StatusRuntimeException.class, () -> evaluate(changed));
    StatusRuntimeException endorsed =
        catchThrowableOfType(
            StatusRuntimeException.class, () -> endorse(changed, "ExchangeMSP", "RegulatorMSP"));

    assertThat(evaluated.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
    assertThat(evaluated.getStatus().getDescription())
        .isEqualTo("evaluate call to endorser returned error: " + words);
    assertThat(endorsed.getStatus().getCode()).isEqualTo(Status.Code.ABORTED);
    assertThat(details(endorsed))
        .as("what another peer says before it begins comes across a connection")
        .containsExactly(words, "rpc error: code = Unknown desc = " + words);
  }

  @Test
  void whatIsNoProposalIsAnInvalidArgument() {
    SignedProposal empty = SignedProposal.getDefaultInstance();
    SignedProposal noise =
        SignedProposal.newBuilder().setProposalBytes(ByteString.copyFromUtf8("不是提案")).build();

    assertThat(refusal(() -> evaluate(empty)))
        .isEqualTo(
            "INVALID_ARGUMENT: failed to unpack transaction proposal: a signed proposal is required");
    assertThat(refusal(() -> endorse(empty)))
        .isEqualTo("INVALID_ARGUMENT: the proposed transaction must contain a signed proposal");
    assertThat(refusal(() -> evaluate(noise))).startsWith("INVALID_ARGUMENT: failed to unpack");
    assertThat(refusal(() -> endorse(noise))).startsWith("INVALID_ARGUMENT: ");
    assertThat(
            refusal(() -> stub().submit(SubmitRequest.newBuilder().setChannelId("claims").build())))
        .isEqualTo("INVALID_ARGUMENT: a prepared transaction is required");
    assertThat(refusal(() -> stub().commitStatus(SignedCommitStatusRequest.getDefaultInstance())))
        .isEqualTo("INVALID_ARGUMENT: a commit status request is required");
  }

  @Test
  void aPeersIdentityMayNotPropose() {
    NetworkIdentity peer =
        new Organizations(
                folder.resolve("organizations"),
                new Ecdsa(
                    new org.bouncycastle.jce.provider.BouncyCastleProvider(),
                    new java.security.SecureRandom()),
                new Certificates(
                    new Ecdsa(
                        new org.bouncycastle.jce.provider.BouncyCastleProvider(),
                        new java.security.SecureRandom()),
                    new java.security.SecureRandom(),
                    Clock.systemUTC()))
            .peer("InsurerMSP");
    try (Gateway asPeer = NetworkForTests.gateway(network, peer)) {
      EndorseException refused =
          catchThrowableOfType(
              EndorseException.class,
              () -> NetworkForTests.contract(network, asPeer).submitTransaction("put", "x", "y"));

      assertThat(refused.getDetails())
          .extracting(ErrorDetail::getMessage)
          .containsExactly(
              "Failed evaluating policy on signed data during check policy on channel [claims] with policy"
                  + " [/Channel/Application/Writers]: [signature set did not satisfy policy]");
    }
  }

  @Test
  void eventsAndBlocksOfAnotherChannelAreDenied() {
    try (var events = gateway.getNetwork("other").getChaincodeEvents("consent")) {
      GatewayRuntimeException refused =
          catchThrowableOfType(GatewayRuntimeException.class, events::next);

      assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
      assertThat(refused.getStatus().getDescription())
          .isEqualTo("Failed to get policy manager for channel [other]");
    }
  }

  @Test
  void whatNobodyMaySubmitTheOrdererRefuses() throws Exception {
    Transaction transaction = shelf.newProposal("put").addArguments("x", "y").build().endorse();
    var prepared =
        org.hyperledger.fabric.protos.gateway.PreparedTransaction.parseFrom(transaction.getBytes());

    String refusal =
        refusal(() ->
            stub()
                .submit(
                    SubmitRequest.newBuilder()
                        .setChannelId("claims")
                        .setPreparedTransaction(
                            prepared.getEnvelope().toBuilder()
                                .setSignature(ByteString.copyFromUtf8("x")))
                        .build()));
    assertThat(refusal)
        .isEqualTo(
            "ABORTED: received unsuccessful response from orderer: status=FORBIDDEN, info=signature set did"
                + " not satisfy policy: permission denied");
  }

  private SignedProposal signedProposal() throws Exception {
    return ProposedTransaction.parseFrom(
            shelf.newProposal("get").addArguments("x").build().getBytes())
        .getProposal();
  }

  private void evaluate(SignedProposal proposal) {
    stub().evaluate(EvaluateRequest.newBuilder().setProposedTransaction(proposal).build());
  }

  private void endorse(SignedProposal proposal, String... organizations) {
    stub()
        .endorse(
            EndorseRequest.newBuilder()
                .setProposedTransaction(proposal)
                .addAllEndorsingOrganizations(List.of(organizations))
                .build());
  }

  private GatewayGrpc.GatewayBlockingStub stub() {
    return GatewayGrpc.newBlockingStub(network.channel());
  }

  private static String refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    StatusRuntimeException refused = catchThrowableOfType(StatusRuntimeException.class, call);
    return refused.getStatus().getCode() + ": " + refused.getStatus().getDescription();
  }

  private static List<String> details(StatusRuntimeException refused) throws Exception {
    List<String> messages = new ArrayList<>();
    for (var detail : StatusProto.fromThrowable(refused).getDetailsList()) {
      messages.add(detail.unpack(ErrorDetail.class).getMessage());
    }
    return messages;
  }

  private static void assertStatus(GatewayException refused, Status.Code code, String message) {
    assertThat(refused.getStatus().getCode()).isEqualTo(code);
    assertThat(refused.getStatus().getDescription()).isEqualTo(message);
  }
}
