package org.claimexchange.ledger.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import java.util.List;
import org.hyperledger.fabric.protos.peer.Endorsement;
import org.hyperledger.fabric.protos.peer.Response;
import org.junit.jupiter.api.Test;

/** What becomes of peers' answers to one proposal. */
final class EndorsementRoundTest {
  private static final PeerAnswer SAME = answer("同一");
  private static final PeerAnswer OTHER = answer("另一");
  private final EndorsementRound round = new EndorsementRound();

  @Test
  void aLayoutIsCompleteOnceAllOfItHaveEndorsed() {
    round.take("ExchangeMSP", SAME);
    assertThat(round.complete(List.of("ExchangeMSP", "RegulatorMSP"))).isEmpty();

    round.take("SourceMSP", SAME);
    round.take("RegulatorMSP", SAME);

    assertThat(round.complete(List.of("ExchangeMSP", "RegulatorMSP")).orElseThrow()).hasSize(2);
  }

  @Test
  void whoAnswersOtherThanTheFirstHasFailed() {
    round.take("ExchangeMSP", SAME);
    round.take("RegulatorMSP", OTHER);

    assertThat(round.hasEndorsed("ExchangeMSP")).isTrue();
    assertThat(round.hasFailed("RegulatorMSP")).isTrue();
    assertThat(round.complete(List.of("ExchangeMSP", "RegulatorMSP"))).isEmpty();
    assertThat(round.failure().getStatus().getCode()).isEqualTo(Status.Code.ABORTED);
  }

  @Test
  void anotherPeerMayStandInForOneThatFailed() {
    round.take("ExchangeMSP", new PeerAnswer.Failed(Status.Code.ABORTED, "timeout"));
    round.take("RegulatorMSP", SAME);
    round.take("SourceMSP", SAME);

    assertThat(round.complete(List.of("RegulatorMSP", "SourceMSP"))).isPresent();
  }

  private static PeerAnswer answer(String payload) {
    return new PeerAnswer.Endorsed(
        Response.getDefaultInstance(),
        ByteString.copyFromUtf8(payload),
        Endorsement.getDefaultInstance());
  }
}
