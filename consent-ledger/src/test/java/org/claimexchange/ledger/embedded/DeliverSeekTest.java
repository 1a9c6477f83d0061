package org.claimexchange.ledger.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.common.Status;
import org.hyperledger.fabric.protos.orderer.SeekInfo;
import org.hyperledger.fabric.protos.orderer.SeekNewest;
import org.hyperledger.fabric.protos.orderer.SeekOldest;
import org.hyperledger.fabric.protos.orderer.SeekPosition;
import org.hyperledger.fabric.protos.orderer.SeekSpecified;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which blocks a seek of Deliver brings, and with which status it ends. */
final class DeliverSeekTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-01T08:00:00Z"), ZoneOffset.UTC);
  private static final SeekPosition OLDEST =
      SeekPosition.newBuilder().setOldest(SeekOldest.getDefaultInstance()).build();
  private static final SeekPosition NEWEST =
      SeekPosition.newBuilder().setNewest(SeekNewest.getDefaultInstance()).build();

  @TempDir Path folder;
  private GeneratedLedger generated;
  private LedgerOpening.Opened opened;
  private final List<Block> sent = new ArrayList<>();

  /** Blocks 0 to 3. */
  @BeforeEach
  void write() throws IOException {
    generated = new GeneratedLedger(folder);
    generated.write(6, 2);
    opened = generated.open();
  }

  @AfterEach
  void close() throws IOException {
    opened.file().close();
  }

  @Test
  void fromTheOldestToTheNewestComeAll() throws Exception {
    assertThat(seek(info(OLDEST, NEWEST))).isEqualTo(Status.SUCCESS);
    assertThat(numbers()).containsExactly(0L, 1L, 2L, 3L);
  }

  @Test
  void theNewestAloneIsOne() throws Exception {
    assertThat(seek(info(NEWEST, NEWEST))).isEqualTo(Status.SUCCESS);
    assertThat(numbers()).containsExactly(3L);
  }

  @Test
  void toStopAtTheOldestIsToStopWhereItStarts() throws Exception {
    assertThat(seek(info(at(2), OLDEST))).isEqualTo(Status.SUCCESS);
    assertThat(numbers()).containsExactly(2L);
  }

  @Test
  void headersComeWithoutTransactionsButTheConfigurationWhole() throws Exception {
    assertThat(
            seek(
                info(OLDEST, at(1)).toBuilder()
                    .setContentType(SeekInfo.SeekContentType.HEADER_WITH_SIG)
                    .build()))
        .isEqualTo(Status.SUCCESS);
    assertThat(sent.get(0).hasData()).isTrue();
    assertThat(sent.get(1).hasData()).isFalse();
  }

  @Test
  void whoWillNotWaitIsToldThatABlockIsNotThere() throws Exception {
    assertThat(
            seek(
                info(at(3), at(4)).toBuilder()
                    .setBehavior(SeekInfo.SeekBehavior.FAIL_IF_NOT_READY)
                    .build()))
        .isEqualTo(Status.NOT_FOUND);
    assertThat(numbers()).containsExactly(3L);
  }

  @Test
  void aSeekThatEndsBeforeItBeginsOrHasNoEndIsABadRequest() throws Exception {
    assertThat(seek(info(at(2), at(1)))).isEqualTo(Status.BAD_REQUEST);
    assertThat(seek(SeekInfo.newBuilder().setStart(OLDEST).build())).isEqualTo(Status.BAD_REQUEST);
    assertThat(seek(SeekInfo.newBuilder().setStop(NEWEST).build())).isEqualTo(Status.BAD_REQUEST);
    assertThat(sent).isEmpty();
  }

  @Test
  void aRequestOfAnotherHourIsABadRequest() throws Exception {
    Instant longAgo = CLOCK.instant().minus(Duration.ofMinutes(16));

    assertThat(serve(envelope("claims", client(), longAgo, info(OLDEST, NEWEST))))
        .isEqualTo(Status.BAD_REQUEST);
    assertThat(serve(Envelope.newBuilder().setPayload(ByteString.copyFromUtf8("不是")).build()))
        .isEqualTo(Status.BAD_REQUEST);
  }

  @Test
  void anotherChannelIsNotFound() throws Exception {
    assertThat(serve(envelope("other", client(), CLOCK.instant(), info(OLDEST, NEWEST))))
        .isEqualTo(Status.NOT_FOUND);
  }

  @Test
  void strangersForgersAndOrderersAreForbidden() throws Exception {
    NetworkIdentity client = client();
    NetworkIdentity peer = generated.organizations().peer("InsurerMSP");
    KeyPair keys = generated.ecdsa().newKeyPair();
    NetworkIdentity forger =
        new NetworkIdentity("ExchangeMSP", client.certificate(), keys.getPrivate());
    NetworkIdentity stranger =
        new NetworkIdentity("OtherMSP", client.certificate(), client.privateKey());

    for (NetworkIdentity denied : List.of(forger, stranger, generated.organizations().orderer())) {
      assertThat(serve(envelope("claims", denied, CLOCK.instant(), info(OLDEST, NEWEST))))
          .isEqualTo(Status.FORBIDDEN);
    }
    assertThat(sent).isEmpty();
    assertThat(serve(envelope("claims", peer, CLOCK.instant(), info(OLDEST, OLDEST))))
        .isEqualTo(Status.SUCCESS);
  }

  private Status seek(SeekInfo info) throws Exception {
    return serve(envelope("claims", client(), CLOCK.instant(), info));
  }

  private Status serve(Envelope envelope) throws Exception {
    return new DeliverSeek(
            new AccessControl("claims", generated.membership(), opened.ledger(), CLOCK),
            opened.ledger(),
            CLOCK)
        .serve(envelope, sent::add);
  }

  private Envelope envelope(String channel, NetworkIdentity signer, Instant when, SeekInfo info) {
    ByteString payload =
        Payload.newBuilder()
            .setHeader(
                Header.newBuilder()
                    .setChannelHeader(
                        ChannelHeader.newBuilder()
                            .setChannelId(channel)
                            .setTimestamp(Timestamp.newBuilder().setSeconds(when.getEpochSecond()))
                            .build()
                            .toByteString())
                    .setSignatureHeader(
                        SignatureHeader.newBuilder()
                            .setCreator(Identities.serialize(signer))
                            .build()
                            .toByteString()))
            .setData(info.toByteString())
            .build()
            .toByteString();
    return Envelope.newBuilder()
        .setPayload(payload)
        .setSignature(
            ByteString.copyFrom(generated.ecdsa().sign(signer.privateKey(), payload.toByteArray())))
        .build();
  }

  private NetworkIdentity client() {
    return generated.organizations().client("ExchangeMSP", "exchange-server");
  }

  private List<Long> numbers() {
    return sent.stream().map(block -> block.getHeader().getNumber()).toList();
  }

  private static SeekInfo info(SeekPosition start, SeekPosition stop) {
    return SeekInfo.newBuilder().setStart(start).setStop(stop).build();
  }

  private static SeekPosition at(long number) {
    return SeekPosition.newBuilder()
        .setSpecified(SeekSpecified.newBuilder().setNumber(number))
        .build();
  }
}
