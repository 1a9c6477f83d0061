package org.claimexchange.ledger.gateway;

import static io.grpc.Status.Code.DEADLINE_EXCEEDED;
import static io.grpc.Status.Code.INVALID_ARGUMENT;
import static io.grpc.Status.Code.PERMISSION_DENIED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.claimexchange.ledger.gateway.Refused.UNSATISFIED;
import static org.claimexchange.ledger.gateway.Refused.refusal;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.time.Duration;
import org.claimexchange.chaincode.testkit.World;
import org.hyperledger.fabric.protos.gateway.ChaincodeEventsRequest;
import org.hyperledger.fabric.protos.gateway.CommitStatusRequest;
import org.hyperledger.fabric.protos.gateway.SignedChaincodeEventsRequest;
import org.hyperledger.fabric.protos.gateway.SignedCommitStatusRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is said to who asks wrongly what became of a transaction, or for events, the same on the
 * embedded network and on Fabric's.
 */
class CommitStatusRefusalsIT {
  private static final ByteString NOISE = ByteString.copyFromUtf8("不是交易");
  private static final Duration MOMENT = Duration.ofMillis(500);
  private static final Refused NOT_A_READER =
      Refused.of(
          PERMISSION_DENIED,
          "Failed evaluating policy on signed data during check policy on channel [claims] with policy"
              + " [/Channel/Application/Readers]: ["
              + UNSATISFIED
              + "]");

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
  void aQuestionThatIsIncompleteIsNotAnswered() {
    CommitStatusRequest sound = exchange.asked("claims", "0".repeat(64)).build();

    assertThat(asked(SignedCommitStatusRequest.getDefaultInstance()))
        .isEqualTo(Refused.of(INVALID_ARGUMENT, "a commit status request is required"));
    assertThat(asked(SignedCommitStatusRequest.newBuilder().setRequest(NOISE).build()))
        .isEqualTo(Refused.of(INVALID_ARGUMENT, "invalid status request: " + Refused.CANNOT_PARSE));
    assertThat(asked(exchange.signed(sound.toBuilder().clearIdentity().build())))
        .isEqualTo(
            running.network.is25()
                ? NOT_A_READER
                : Refused.of(INVALID_ARGUMENT, "no identity provided"));
    assertThat(asked(exchange.signed(sound.toBuilder().clearChannelId().build())))
        .isEqualTo(
            running.network.is25()
                ? Refused.of(
                    PERMISSION_DENIED,
                    "Invalid channel ID name during check policy on signed data. Name must be different from nil.")
                : Refused.of(INVALID_ARGUMENT, "no channel ID provided"));
    Refused withoutId = asked(exchange.signed(sound.toBuilder().clearTransactionId().build()));
    if (running.network.is25()) {
      assertThat(withoutId.status()).as("it waits").isEqualTo(DEADLINE_EXCEEDED);
    } else {
      assertThat(withoutId)
          .isEqualTo(Refused.of(INVALID_ARGUMENT, "transaction ID should not be empty"));
    }
  }

  @Test
  void aQuestionIsAnsweredToMembersOfTheChannelOnly() {
    CommitStatusRequest sound = exchange.asked("claims", "0".repeat(64)).build();
    SignedCommitStatusRequest signed = exchange.signed(sound);

    assertThat(asked(signed.toBuilder().clearSignature().build())).isEqualTo(NOT_A_READER);
    assertThat(asked(signed.toBuilder().setSignature(NOISE).build())).isEqualTo(NOT_A_READER);
    assertThat(asked(signed.toBuilder().setSignature(exchange.signature(NOISE)).build()))
        .isEqualTo(NOT_A_READER);
    assertThat(
            asked(
                exchange.signed(
                    sound.toBuilder()
                        .setIdentity(
                            exchange.serialized().toBuilder()
                                .setMspid("NobodyMSP")
                                .build()
                                .toByteString())
                        .build())))
        .isEqualTo(NOT_A_READER);
    assertThat(asked(exchange.signed(sound.toBuilder().setIdentity(NOISE).build())))
        .isEqualTo(NOT_A_READER);
    assertThat(asked(exchange.signed(sound.toBuilder().setChannelId("other").build())))
        .isEqualTo(
            Refused.of(PERMISSION_DENIED, "Failed to get policy manager for channel [other]"));
  }

  @Test
  void forATransactionThatNobodyKnowsEveryMemberWaits() {
    try (RawGateway insurer = new RawGateway(running, running.identity(World.INSURER))) {
      for (RawGateway member : new RawGateway[] {exchange, insurer}) {
        for (String id : new String[] {"0".repeat(64), "林晓梅"}) {
          assertThat(asked(member.signed(member.asked("claims", id).build())).status())
              .isEqualTo(DEADLINE_EXCEEDED);
        }
      }
    }
  }

  @Test
  void eventsAreToldToMembersOfTheChannelOnly() {
    ChaincodeEventsRequest sound =
        ChaincodeEventsRequest.newBuilder()
            .setChannelId("claims")
            .setChaincodeId("consent")
            .setIdentity(exchange.creator())
            .build();
    SignedChaincodeEventsRequest signed = exchange.signed(sound);

    assertThat(heard(SignedChaincodeEventsRequest.getDefaultInstance()))
        .isEqualTo(Refused.of(INVALID_ARGUMENT, "a chaincode events request is required"));
    assertThat(heard(SignedChaincodeEventsRequest.newBuilder().setRequest(NOISE).build()))
        .isEqualTo(
            Refused.of(
                INVALID_ARGUMENT, "invalid chaincode events request: " + Refused.CANNOT_PARSE));
    assertThat(heard(signed.toBuilder().clearSignature().build())).isEqualTo(NOT_A_READER);
    assertThat(heard(signed.toBuilder().setSignature(NOISE).build())).isEqualTo(NOT_A_READER);
    assertThat(heard(exchange.signed(sound.toBuilder().clearIdentity().build())))
        .isEqualTo(NOT_A_READER);
    assertThat(heard(exchange.signed(sound.toBuilder().setChannelId("other").build())))
        .isEqualTo(
            Refused.of(PERMISSION_DENIED, "Failed to get policy manager for channel [other]"));
    assertThat(heard(exchange.signed(sound.toBuilder().clearChannelId().build())))
        .isEqualTo(
            Refused.of(
                PERMISSION_DENIED,
                "Invalid channel ID name during check policy on signed data. Name must be different from nil."));
  }

  private static Refused asked(SignedCommitStatusRequest request) {
    return refusal(() -> exchange.commitStatus(request, MOMENT));
  }

  private static Refused heard(SignedChaincodeEventsRequest request) {
    return refusal(() -> exchange.events(request));
  }
}
