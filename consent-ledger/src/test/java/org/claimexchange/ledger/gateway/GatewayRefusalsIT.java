package org.claimexchange.ledger.gateway;

import static io.grpc.Status.Code.ABORTED;
import static io.grpc.Status.Code.FAILED_PRECONDITION;
import static io.grpc.Status.Code.UNAVAILABLE;
import static io.grpc.Status.Code.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.claimexchange.ledger.gateway.Refused.refusal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.model.transaction.LedgerRefusal.Code;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.gateway.EndorseRequest;
import org.hyperledger.fabric.protos.gateway.EvaluateRequest;
import org.hyperledger.fabric.protos.peer.SignedProposal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whom the Gateway finds for a proposal, and how the contract's own refusal comes through: code,
 * words and each peer's words, the same on the embedded network and on Fabric's.
 */
class GatewayRefusalsIT {
  private static final String SOME_ID = "AAAAAAAAAAAAAAAAAAAAAA";
  private static final String[] BOTH = {"ExchangeMSP", "RegulatorMSP"};
  private static final Map<String, byte[]> HIDDEN = Map.of("hidden", new byte[] {1});
  private static final Map<String, byte[]> NOTHING_HIDDEN = Map.of();
  private static final String NO_LAYOUT =
      "no combination of peers can be derived which satisfy the endorsement policy: ";

  private static RunningLedger running;
  private static RawGateway exchange;

  @BeforeAll
  static void start(@TempDir Path folder) {
    running = new RunningLedger(folder, Duration.ofMillis(2));
    exchange = new RawGateway(running, running.identity(World.OPERATOR));
  }

  @AfterAll
  static void stop() {
    exchange.close();
    running.close();
  }

  @Test
  void ofAChannelThatItDoesNotHaveTheGatewayHasNoConfiguration() {
    SignedProposal elsewhere =
        exchange.signed(exchange.draft("other", "consent", "getConsent", NOTHING_HIDDEN, SOME_ID));

    assertThat(refusal(() -> exchange.evaluate(elsewhere)))
        .isEqualTo(
            Refused.of(
                UNAVAILABLE,
                "failed to get config for channel [other]: could not get last config for channel other"));
    assertThat(refusal(() -> exchange.endorse(elsewhere)))
        .isEqualTo(
            Refused.of(
                FAILED_PRECONDITION,
                NO_LAYOUT + "No metadata was found for chaincode consent in channel other"));
    assertThat(refusal(() -> exchange.endorse(elsewhere, BOTH)))
        .isEqualTo(
            Refused.of(
                UNAVAILABLE,
                "failed to find any endorsing peers for org(s): ExchangeMSP, RegulatorMSP"));
  }

  @Test
  void aChaincodeThatIsNotThereHasNoPeers() {
    SignedProposal other =
        exchange.signed(exchange.draft("claims", "other", "get", NOTHING_HIDDEN));

    assertThat(refusal(() -> exchange.evaluate(other)))
        .isEqualTo(
            Refused.of(
                FAILED_PRECONDITION,
                "no peers available to evaluate chaincode other in channel claims"));
    assertThat(refusal(() -> exchange.endorse(other)))
        .isEqualTo(
            Refused.of(
                FAILED_PRECONDITION,
                NO_LAYOUT + "No metadata was found for chaincode other in channel claims"));
    assertThat(refusal(() -> exchange.endorse(other, BOTH)))
        .isEqualTo(
            Refused.of(
                UNAVAILABLE,
                "failed to find any endorsing peers for org(s): ExchangeMSP, RegulatorMSP"));
  }

  @Test
  void transientDataGoesToNoOtherOrganizationUnasked() {
    SignedProposal hidden = exchange.signed(exchange.draft("claims", "other", "get", HIDDEN));

    assertThat(refusal(() -> exchange.evaluate(hidden)))
        .isEqualTo(
            Refused.of(
                FAILED_PRECONDITION,
                "no endorsers found in the gateway's organization; retry specifying target organization(s) to protect"
                    + " transient data: no peers available to evaluate chaincode other in channel claims"));
    assertThat(refusal(() -> exchange.endorse(hidden)))
        .isEqualTo(
            Refused.of(
                FAILED_PRECONDITION,
                "no endorsers found in the gateway's organization; retry specifying endorsing organization(s) to"
                    + " protect transient data"));
  }

  @Test
  void transientDataIsShownToTheGatewaysOwnPeerAlone() {
    SignedProposal hidden =
        exchange.signed(exchange.draft("claims", "consent", "recordRequest", HIDDEN));
    String words = contract(Code.MALFORMED, "expected one argument, found 0");

    assertThat(refusal(() -> exchange.evaluate(hidden)))
        .isEqualTo(Refused.of(UNKNOWN, Refused.evaluated(words), "ExchangeMSP: " + words));
    assertThat(refusal(() -> exchange.endorse(hidden)))
        .isEqualTo(Refused.of(ABORTED, Refused.NOT_ENDORSED, "ExchangeMSP: " + words));
  }

  @Test
  void organizationsThatAreNotThereAreNamed() {
    SignedProposal proposal = exchange.signed(exchange.draft("getConsent", SOME_ID));

    assertThat(refusal(() -> exchange.evaluate(proposal, "NobodyMSP")))
        .isEqualTo(
            Refused.of(
                FAILED_PRECONDITION,
                "no peers available to evaluate chaincode consent in channel claims"));
    assertThat(refusal(() -> exchange.endorse(proposal, "NobodyMSP", "ExchangeMSP", "某某MSP")))
        .isEqualTo(
            Refused.of(
                UNAVAILABLE, "failed to find any endorsing peers for org(s): NobodyMSP, 某某MSP"));
  }

  @ParameterizedTest
  @MethodSource("organizationsThatDoNotSatisfyThePolicy")
  void whatTooFewOrganizationsEndorseTheyDoEndorseAndTheBlockCallsItInvalid(
      String[] organizations) {
    Draft draft = exchange.draft("getRegister", "participants");

    Envelope endorsed = exchange.endorse(exchange.signed(draft), organizations);

    assertThat(
            exchange.code(
                endorsed.toBuilder()
                    .setSignature(exchange.signature(endorsed.getPayload()))
                    .build(),
                draft.transactionId()))
        .isEqualTo("ENDORSEMENT_POLICY_FAILURE");
  }

  static Stream<Arguments> organizationsThatDoNotSatisfyThePolicy() {
    return Stream.of(
        Arguments.of((Object) new String[] {"ExchangeMSP"}),
        Arguments.of((Object) new String[] {"RegulatorMSP"}),
        Arguments.of((Object) new String[] {"ExchangeMSP", "InsurerMSP"}));
  }

  @Test
  void theGatewayFindsPeersByTheCallAndAPeerRunsWhatTheHeaderNames() {
    SignedProposal header = exchange.signed(exchange.draft("getConsent", SOME_ID).calling("other"));
    SignedProposal call =
        exchange.signed(
            exchange
                .draft("claims", "other", "getConsent", NOTHING_HIDDEN, SOME_ID)
                .calling("consent"));
    String words =
        "make sure the chaincode other has been successfully defined on channel claims and try again: chaincode"
            + " other not found";

    assertThat(refusal(() -> exchange.evaluate(header)))
        .isEqualTo(
            Refused.of(
                ABORTED,
                "failed to evaluate transaction, see attached details for more info",
                Stream.of("ExchangeMSP", "RegulatorMSP", "SourceMSP", "InsurerMSP")
                    .map(mspId -> mspId + ": " + words)
                    .toArray(String[]::new)));
    assertThat(refusal(() -> exchange.endorse(header, BOTH)))
        .isEqualTo(
            Refused.of(
                ABORTED, Refused.NOT_ENOUGH, "ExchangeMSP: " + words, "RegulatorMSP: " + words));
    assertThat(refusal(() -> exchange.evaluate(call)))
        .isEqualTo(
            Refused.of(
                FAILED_PRECONDITION,
                "no peers available to evaluate chaincode other in channel claims"));
  }

  @Test
  void whatTheRequestSaysBesidesTheProposalIsNotReadAtAll() {
    Draft draft = exchange.draft("getRegister", "participants");
    String transactionId = draft.transactionId();
    SignedProposal proposal = exchange.signed(draft);
    SignedProposal same = exchange.signed(exchange.draft("getRegister", "participants"));

    assertThat(
            exchange.evaluate(
                EvaluateRequest.newBuilder()
                    .setChannelId("other")
                    .setTransactionId("0".repeat(64))
                    .setProposedTransaction(proposal)
                    .build()))
        .isEqualTo(exchange.evaluate(same));
    assertThat(
            exchange
                .endorse(
                    EndorseRequest.newBuilder()
                        .setChannelId("other")
                        .setTransactionId("0".repeat(64))
                        .setProposedTransaction(proposal)
                        .build())
                .getPayload()
                .toStringUtf8())
        .contains(transactionId);
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("callsThatTheContractRefuses")
  void theContractsWordsComeAsTheyAre(Code code, String sentence, String[] call) {
    Draft draft = exchange.draft(call[0], Arrays.copyOfRange(call, 1, call.length));
    String words = contract(code, sentence);

    assertThat(refusal(() -> exchange.evaluate(exchange.signed(draft))))
        .isEqualTo(Refused.of(UNKNOWN, Refused.evaluated(words), "ExchangeMSP: " + words));
    assertThat(refusal(() -> exchange.evaluate(exchange.signed(draft), "RegulatorMSP")))
        .isEqualTo(Refused.of(UNKNOWN, Refused.evaluated(words), "RegulatorMSP: " + words));
    assertThat(refusal(() -> exchange.endorse(exchange.signed(draft))))
        .isEqualTo(Refused.of(ABORTED, Refused.NOT_ENDORSED, "ExchangeMSP: " + words));
    assertThat(refusal(() -> exchange.endorse(exchange.signed(draft), BOTH)))
        .isEqualTo(
            Refused.of(
                ABORTED, Refused.NOT_ENOUGH, "ExchangeMSP: " + words, "RegulatorMSP: " + words));
  }

  static Stream<Arguments> callsThatTheContractRefuses() {
    return Stream.of(
        refused(Code.MALFORMED, "expected 1 arguments, found 0", "getConsent"),
        refused(Code.MALFORMED, "expected 1 arguments, found 2", "getRequest", SOME_ID, "林晓梅"),
        refused(
            Code.MALFORMED, "an id is 22 characters of base64url, found 3", "getRelease", "林晓梅"),
        refused(
            Code.MALFORMED,
            "an argument has at most 100 characters",
            "getDelivery",
            "x".repeat(101)),
        refused(Code.NOT_FOUND, "nothing with this id on the ledger", "getConsent", SOME_ID),
        refused(
            Code.MALFORMED,
            "the page size must be a number",
            "releasesOfConsent",
            SOME_ID,
            "",
            "十"),
        refused(Code.MALFORMED, "the contract has no such function", "grantAll"),
        refused(Code.MALFORMED, "the contract has no such function", ""),
        refused(Code.MALFORMED, "expected one argument, found 0", "grant"));
  }

  private static Arguments refused(Code code, String sentence, String... call) {
    return Arguments.of(code, sentence, call);
  }

  private static String contract(Code code, String sentence) {
    return "chaincode response 500, {\"code\":\"%s\",\"sentence\":\"%s\"}"
        .formatted(code.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'), sentence);
  }
}
