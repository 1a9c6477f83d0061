package org.claimexchange.ledger.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.claimexchange.ledger.gateway.RunningLedger.committed;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.ledger.embedded.NetworkIdentity;
import org.claimexchange.ledger.statemachine.Edit;
import org.claimexchange.model.consent.ConsentStatus;
import org.claimexchange.model.release.ReleaseBody;
import org.claimexchange.model.transaction.ChangeRegister;
import org.claimexchange.model.transaction.Initialize;
import org.claimexchange.model.transaction.LedgerRefusal.Code;
import org.claimexchange.model.transaction.RecordDelivery;
import org.claimexchange.model.transaction.Revoke;
import org.claimexchange.model.transaction.Transaction;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeEndorsedAction;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who calls what is not theirs to call, or writes without those who must agree. */
class CallerAttacksIT {
  /** What the operator alone may call. */
  enum OperatorsTransaction {
    RECORD_REQUEST,
    GRANT,
    REFUSE,
    OPEN_RELEASE,
    RECORD_DELIVERY,
    RECORD_RECEIPT,
    RECORD_ERASURE
  }

  private static final List<String> OTHERS =
      List.of(World.INSURER, World.FIRST_HOSPITAL, World.SECOND_HOSPITAL, World.REGULATOR);
  private static final String POLICY = "ENDORSEMENT_POLICY_FAILURE";

  private static RunningLedger running;
  private static final Map<String, Wire> WIRES = new HashMap<>();
  private static ClaimCase asked;
  private static ClaimCase claim;
  private static ReleaseBody release;
  private static RecordDelivery delivery;

  @BeforeAll
  static void start(@TempDir Path folder) {
    running = new RunningLedger(folder, Duration.ofMillis(2));
    asked = running.world.newCase(World.mother());
    committed(running.operator().recordRequest(asked.recordRequest()));
    claim = running.granted();
    release = claim.releaseBody();
    committed(running.operator().openRelease(claim.openRelease(release)));
    delivery = claim.recordDelivery(release);
    committed(running.operator().recordDelivery(delivery));
  }

  @AfterAll
  static void stop() {
    WIRES.values().forEach(Wire::close);
    running.close();
  }

  static Stream<Arguments> everyTransactionAndEveryOtherRole() {
    return Stream.of(OperatorsTransaction.values())
        .flatMap(one -> OTHERS.stream().map(caller -> Arguments.of(one, caller)));
  }

  @ParameterizedTest
  @MethodSource("everyTransactionAndEveryOtherRole")
  void nobodyElseCallsAnOperatorsTransaction(OperatorsTransaction which, String caller)
      throws Exception {
    Transaction transaction = valid(which);

    assertThat(
            refusal(
                wire(caller),
                Edit.calledBy(transaction, running.world.participants().proven(caller))))
        .isEqualTo(Code.CALLER_NOT_ALLOWED);
    assertThat(refusal(wire(caller), transaction)).isEqualTo(Code.CALLER_NOT_REGISTERED);

    // The operator itself would be endorsed: it is the caller that is wrong.
    assertThat(wire(World.OPERATOR).endorsed(transaction).getTransactionId()).isNotBlank();
  }

  @ParameterizedTest
  @EnumSource
  void anotherCertificateOfTheOperatorsOrganizationIsNotTheOperator(OperatorsTransaction which) {
    assertThat(refusal(wire("ExchangeMSP", "clerk"), valid(which)))
        .isEqualTo(Code.CALLER_NOT_REGISTERED);
  }

  @ParameterizedTest
  @ValueSource(strings = {World.INSURER, World.OTHER_INSURER})
  void anotherInsurersCertificateIsNotThisInsurers(String shown) {
    assertThat(refusal(wire("InsurerMSP", "another-insurer"), withdrawal(shown)))
        .isEqualTo(Code.CALLER_NOT_REGISTERED);
  }

  @ParameterizedTest
  @ValueSource(strings = {World.FIRST_HOSPITAL, World.SECOND_HOSPITAL})
  void aHospitalThatIsNotRegisteredIsNobody(String shown) {
    assertThat(refusal(wire("SourceMSP", "third-hospital"), withdrawal(shown)))
        .isEqualTo(Code.CALLER_NOT_REGISTERED);
  }

  @Test
  void oneHospitalCannotShowTheOthersEntry() {
    assertThat(refusal(wire(World.FIRST_HOSPITAL), withdrawal(World.SECOND_HOSPITAL)))
        .isEqualTo(Code.CALLER_NOT_REGISTERED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {World.OPERATOR, World.INSURER, World.FIRST_HOSPITAL, World.SECOND_HOSPITAL})
  void nobodyButTheRegulatorWithdrawsWithoutTheGrantor(String caller) {
    assertThat(refusal(wire(caller), claim.revokeWithoutProof(caller)))
        .isEqualTo(Code.CALLER_NOT_ALLOWED);
    assertThat(running.operator().findConsent(claim.consent()).orElseThrow().status())
        .isEqualTo(ConsentStatus.ACTIVE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {World.OPERATOR, World.INSURER, World.FIRST_HOSPITAL, World.SECOND_HOSPITAL})
  void nobodyButTheRegulatorChangesARegister(String caller) throws Exception {
    // The regulator's own change, never sent: the register stays as it is.
    ChangeRegister change = unsentChange();

    assertThat(
            refusal(
                wire(caller),
                new ChangeRegister(
                    change.open(),
                    Edit.with(
                        change.hidden(),
                        ChangeRegister.Hidden.class,
                        "caller",
                        running.world.participants().proven(caller)))))
        .isEqualTo(Code.CALLER_NOT_ALLOWED);
    assertThat(refusal(wire(caller), change)).isEqualTo(Code.CALLER_NOT_REGISTERED);
  }

  @ParameterizedTest
  @ValueSource(strings = {World.REGULATOR, World.OPERATOR, World.INSURER})
  void theRegistersAreNotSetUpASecondTime(String caller) {
    var own = running.world.participants().entry(caller);

    assertThat(
            refusal(
                wire(caller),
                new Initialize(
                    new Initialize.Open(running.world.id()), new Initialize.Hidden(own))))
        .isEqualTo(
            caller.equals(World.REGULATOR) ? Code.ALREADY_INITIALIZED : Code.CALLER_NOT_ALLOWED);
  }

  @ParameterizedTest
  @EnumSource
  void whatTheOperatorAloneEndorsedIsVoid(OperatorsTransaction which) throws Exception {
    assertThat(Wire.code(wire(World.OPERATOR).endorsed(valid(which), "ExchangeMSP")))
        .isEqualTo(POLICY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SourceMSP", "InsurerMSP"})
  void whatTheOperatorAndAnotherEndorsedWithoutTheRegulatorIsVoid(String other) throws Exception {
    Transaction grant = asked.grant();

    assertThat(Wire.code(wire(World.OPERATOR).endorsed(grant, "ExchangeMSP", other)))
        .isEqualTo(POLICY);

    assertThat(running.operator().findConsent(asked.consent())).isEmpty();
  }

  @Test
  void whatTheRegulatorAloneEndorsedIsVoid() throws Exception {
    assertThat(
            Wire.code(wire(World.REGULATOR).endorsed(withdrawal(World.REGULATOR), "RegulatorMSP")))
        .isEqualTo(POLICY);
  }

  @Test
  void theRegulatorsEndorsementLeftOutIsMissed() throws Exception {
    assertThat(
            changed(action -> {
              ChaincodeEndorsedAction.Builder without = action.toBuilder().clearEndorsements();
              action.getEndorsementsList().stream()
                  .filter(one ->
                      one.getEndorser().toString(StandardCharsets.UTF_8).contains("ExchangeMSP"))
                  .forEach(without::addEndorsements);
              return without.build();
            }))
        .isEqualTo(POLICY);
  }

  @Test
  void theOperatorsEndorsementTwiceIsOne() throws Exception {
    assertThat(
            changed(action -> {
              var own =
                  action.getEndorsementsList().stream()
                      .filter(one ->
                          one.getEndorser()
                              .toString(StandardCharsets.UTF_8)
                              .contains("ExchangeMSP"))
                      .findFirst()
                      .orElseThrow();
              return action.toBuilder()
                  .clearEndorsements()
                  .addEndorsements(own)
                  .addEndorsements(own)
                  .build();
            }))
        .isEqualTo(POLICY);
  }

  @Test
  void anAnswerChangedAfterItWasEndorsedIsVoid() throws Exception {
    assertThat(changed(CallerAttacksIT::writingMore)).isEqualTo(POLICY);
  }

  private static ChaincodeEndorsedAction writingMore(ChaincodeEndorsedAction action) {
    try {
      ProposalResponsePayload payload =
          ProposalResponsePayload.parseFrom(action.getProposalResponsePayload());
      ChaincodeAction changed =
          ChaincodeAction.parseFrom(payload.getExtension()).toBuilder()
              .setResults(ByteString.EMPTY)
              .build();
      return action.toBuilder()
          .setProposalResponsePayload(
              payload.toBuilder().setExtension(changed.toByteString()).build().toByteString())
          .build();
    } catch (com.google.protobuf.InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static String changed(UnaryOperator<ChaincodeEndorsedAction> change) throws Exception {
    ClaimCase own = running.world.newCase(World.mother());
    Wire operator = wire(World.OPERATOR);
    String code = Wire.code(operator.changed(operator.endorsed(own.recordRequest()), change));
    assertThat(running.operator().findRequest(own.request().request())).isEmpty();
    return code;
  }

  private static Transaction valid(OperatorsTransaction which) {
    return switch (which) {
      case RECORD_REQUEST -> running.world.newCase(World.mother()).recordRequest();
      case GRANT -> asked.grant();
      case REFUSE -> asked.refuse();
      case OPEN_RELEASE -> claim.openRelease();
      case RECORD_DELIVERY -> claim.recordDelivery(release);
      case RECORD_RECEIPT -> claim.recordReceipt(delivery);
      case RECORD_ERASURE -> claim.recordErasure(delivery);
    };
  }

  private static Revoke withdrawal(String shown) {
    return claim.revoke(shown, draft -> {});
  }

  private static ChangeRegister unsentChange() {
    var participants = running.world.participants();
    var entry = participants.entry(World.OTHER_INSURER);
    var proven = participants.proven(World.OTHER_INSURER);
    return new ChangeRegister(
        new ChangeRegister.Open(
            org.claimexchange.model.register.RegisterName.PARTICIPANTS,
            participants.version() + 1,
            proven.path().rootFrom(entry.leaf())),
        new ChangeRegister.Hidden(
            participants.proven(World.REGULATOR),
            org.claimexchange.model.json.CanonicalJson.writeText(entry),
            proven.path(),
            org.claimexchange.model.json.CanonicalJson.writeText(entry),
            List.of()));
  }

  private static Code refusal(Wire wire, Transaction transaction) {
    return Wire.refusal(wire.proposal(transaction)).code();
  }

  private static Wire wire(String participant) {
    return WIRES.computeIfAbsent(
        participant, name -> new Wire(running, running.identity(participant)));
  }

  private static Wire wire(String mspId, String commonName) {
    NetworkIdentity identity = running.network.issueClient(mspId, commonName);
    return WIRES.computeIfAbsent(mspId + "/" + commonName, name -> new Wire(running, identity));
  }
}
