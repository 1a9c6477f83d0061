package org.claimexchange.ledger.embedded;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.common.Status;
import org.hyperledger.fabric.protos.orderer.SeekInfo;
import org.hyperledger.fabric.protos.orderer.SeekPosition;

/**
 * Serves one seek of Deliver: checks who asks, finds where it starts and stops, and sends what lies
 * between.
 */
final class DeliverSeek {
  private static final Duration TIME_WINDOW = Duration.ofMinutes(15);

  /** Takes the blocks. */
  interface Sink {
    void send(Block block) throws InterruptedException;
  }

  private final AccessControl access;
  private final Ledger ledger;
  private final Clock clock;

  DeliverSeek(AccessControl access, Ledger ledger, Clock clock) {
    this.access = access;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** Sends blocks until the stop, and says how it went. */
  Status serve(Envelope envelope, Sink sink)
      throws InterruptedException, IOException, LedgerClosedException {
    SeekInfo info;
    try {
      Payload payload = Payload.parseFrom(envelope.getPayload());
      ChannelHeader channel = ChannelHeader.parseFrom(payload.getHeader().getChannelHeader());
      SignatureHeader signature =
          SignatureHeader.parseFrom(payload.getHeader().getSignatureHeader());
      if (!channel.hasTimestamp() || !isNear(channel.getTimestamp())) {
        return Status.BAD_REQUEST;
      }
      if (!channel.getChannelId().equals(access.channel())) {
        return Status.NOT_FOUND;
      }
      info = SeekInfo.parseFrom(payload.getData());
      access.checkReader(signature.getCreator(), envelope.getSignature(), envelope.getPayload());
    } catch (InvalidProtocolBufferException e) {
      return Status.BAD_REQUEST;
    } catch (DeniedException e) {
      return Status.FORBIDDEN;
    }
    return send(info, sink);
  }

  private Status send(SeekInfo info, Sink sink)
      throws InterruptedException, IOException, LedgerClosedException {
    if (!isSet(info.getStart()) || !isSet(info.getStop())) {
      return Status.BAD_REQUEST;
    }
    long height = ledger.height();
    long start = number(info.getStart(), height);
    // To stop at the oldest is to stop where it starts, as in Fabric.
    boolean one = info.getStop().hasOldest() || info.getStop().equals(info.getStart());
    long stop = one ? start : stop(info.getStop(), height);
    if (start < 0 || stop < start) {
      return Status.BAD_REQUEST;
    }
    for (long number = start; number <= stop && number >= 0; number++) {
      if (info.getBehavior() == SeekInfo.SeekBehavior.FAIL_IF_NOT_READY
          && number >= ledger.height()) {
        return Status.NOT_FOUND;
      }
      Block block = ledger.awaitBlock(number);
      sink.send(
          info.getContentType() == SeekInfo.SeekContentType.HEADER_WITH_SIG && number > 0
              ? block.toBuilder().clearData().build()
              : block);
    }
    return Status.SUCCESS;
  }

  private static boolean isSet(SeekPosition position) {
    return position.getTypeCase() != SeekPosition.TypeCase.TYPE_NOT_SET;
  }

  private static long number(SeekPosition position, long height) {
    return switch (position.getTypeCase()) {
      case OLDEST, TYPE_NOT_SET -> 0;
      case NEWEST -> height - 1;
      case SPECIFIED -> position.getSpecified().getNumber();
      case NEXT_COMMIT -> height;
    };
  }

  /** Clients say "for ever" by the largest unsigned number. */
  private static long stop(SeekPosition position, long height) {
    long stop = number(position, height);
    return position.hasSpecified() && stop < 0 ? Long.MAX_VALUE : stop;
  }

  private boolean isNear(Timestamp timestamp) {
    Instant claimed = Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
    return Duration.between(claimed, clock.instant()).abs().compareTo(TIME_WINDOW) <= 0;
  }
}
