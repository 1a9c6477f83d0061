package org.claimexchange.ledger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.ForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.ledger.EvidenceOutcome;
import org.claimexchange.ledger.LedgerOutcome;
import org.claimexchange.ledger.SubmissionJournal;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.transaction.LedgerRefusal;
import org.claimexchange.model.transaction.LedgerRefusal.Code;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;
import org.hyperledger.fabric.protos.gateway.GatewayGrpc;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A peer may know a block some moments before another organization's. Here the Gateway's first
 * answers are those that a real one gives then, the later ones are the network's own.
 */
class UnlevelPeersIT {
  private static final String MISMATCH = "ProposalResponsePayloads do not match";

  private static RunningLedger running;

  @BeforeAll
  static void start(@TempDir Path folder) {
    running = new RunningLedger(folder, Duration.ofMillis(2));
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @Test
  void whatOnlyOneOrganizationRefusesIsAskedAgain() {
    ClaimCase claim = requested();
    try (ConsentLedger ledger = answering(refusedBy("RegulatorMSP", Code.NOT_FOUND))) {
      assertThat(ledger.grant(claim.grant())).isInstanceOf(LedgerOutcome.Committed.class);
    }
  }

  @Test
  void differentReasonsAndDifferentAnswersAreAskedAgain() {
    ClaimCase claim = requested();
    try (ConsentLedger ledger =
        answering(
            both(
                refusedBy("RegulatorMSP", Code.NOT_FOUND),
                refusedBy("ExchangeMSP", Code.TEMPLATE_NOT_REGISTERED)),
            said("RegulatorMSP", MISMATCH))) {
      assertThat(ledger.grant(claim.grant())).isInstanceOf(LedgerOutcome.Committed.class);
    }
  }

  @Test
  void whatAllRefuseAlikeIsARefusalAtOnce() {
    ClaimCase claim = requested();
    try (ConsentLedger ledger =
        answering(
            both(
                refusedBy("RegulatorMSP", Code.WRONG_GRANTOR),
                refusedBy("ExchangeMSP", Code.WRONG_GRANTOR)))) {
      assertThat(ledger.grant(claim.grant()))
          .isInstanceOfSatisfying(
              LedgerOutcome.Refused.class,
              refused -> assertThat(refused.refusal().code()).isEqualTo(Code.WRONG_GRANTOR));
    }
    assertThat(running.operator().findConsent(claim.consent())).isEmpty();
  }

  @Test
  void evidenceIsAskedForAgainToo() {
    ClaimCase claim = running.granted();
    try (ConsentLedger ledger =
        answering(refusedBy("RegulatorMSP", Code.NOT_FOUND), said("ExchangeMSP", MISMATCH))) {
      assertThat(ledger.evidence(claim.evidenceOfConsent(World.INSURER)))
          .isInstanceOf(EvidenceOutcome.Endorsed.class);
    }
  }

  private static ClaimCase requested() {
    ClaimCase claim = running.world.newCase(World.mother());
    RunningLedger.committed(running.operator().recordRequest(claim.recordRequest()));
    return claim;
  }

  private static StatusRuntimeException refusedBy(String organization, Code code) {
    return said(
        organization,
        "chaincode response 500, "
            + CanonicalJson.writeText(new LedgerRefusal(code, "as it stands here")));
  }

  private static StatusRuntimeException said(String organization, String message) {
    return aborted(
        ErrorDetail.newBuilder()
            .setAddress("localhost:7051")
            .setMspId(organization)
            .setMessage(message)
            .build());
  }

  private static StatusRuntimeException both(
      StatusRuntimeException one, StatusRuntimeException other) {
    try {
      return aborted(
          StatusProto.fromThrowable(one).getDetails(0).unpack(ErrorDetail.class),
          StatusProto.fromThrowable(other).getDetails(0).unpack(ErrorDetail.class));
    } catch (com.google.protobuf.InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static StatusRuntimeException aborted(ErrorDetail... details) {
    var status =
        com.google.rpc.Status.newBuilder()
            .setCode(io.grpc.Status.Code.ABORTED.value())
            .setMessage(
                "failed to collect enough transaction endorsements, see attached details for more"
                    + " info");
    Arrays.stream(details).map(Any::pack).forEach(status::addDetails);
    return StatusProto.toStatusRuntimeException(status.build());
  }

  private static ConsentLedger answering(StatusRuntimeException... first) {
    var identity = running.identity(World.OPERATOR);
    return GatewayLedger.connect(
        ClientInterceptors.intercept(running.network.channel(), new FirstAnswers(first)),
        GatewaySettings.standard(
            new LedgerIdentity(identity.mspId(), identity.certificate(), identity.privateKey())),
        SubmissionJournal.none());
  }

  /** Ends the first endorsements with these. */
  private static final class FirstAnswers implements ClientInterceptor {
    private final Deque<StatusRuntimeException> left;

    FirstAnswers(StatusRuntimeException... first) {
      left = new ArrayDeque<>(Arrays.asList(first));
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(
        MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
      ClientCall<Q, A> call = next.newCall(method, options);
      if (left.isEmpty()
          || !method
              .getFullMethodName()
              .equals(GatewayGrpc.getEndorseMethod().getFullMethodName())) {
        return call;
      }
      StatusRuntimeException answer = left.removeFirst();
      return new ForwardingClientCall.SimpleForwardingClientCall<>(call) {
        private Listener<A> listener = new Listener<>() {};

        @Override
        public void start(Listener<A> responses, Metadata headers) {
          listener = responses;
        }

        @Override
        public void request(int messages) {}

        @Override
        public void sendMessage(Q message) {}

        @Override
        public void halfClose() {
          Metadata trailers = answer.getTrailers();
          listener.onClose(answer.getStatus(), trailers == null ? new Metadata() : trailers);
        }
      };
    }
  }
}
