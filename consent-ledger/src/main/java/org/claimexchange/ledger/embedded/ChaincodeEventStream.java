package org.claimexchange.ledger.embedded;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Status;
import io.grpc.StatusException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockMetadataIndex;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.gateway.ChaincodeEventsRequest;
import org.hyperledger.fabric.protos.gateway.ChaincodeEventsResponse;
import org.hyperledger.fabric.protos.orderer.SeekPosition;
import org.hyperledger.fabric.protos.peer.ChaincodeEvent;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** The events of valid transactions, block by block, from where the client wants them. */
final class ChaincodeEventStream {
  private final Ledger ledger;

  ChaincodeEventStream(Ledger ledger) {
    this.ledger = ledger;
  }

  void send(ChaincodeEventsRequest request, StreamingCall<ChaincodeEventsResponse> call)
      throws StatusException, InterruptedException, IOException, LedgerClosedException {
    String after = request.getAfterTransactionId();
    boolean started = after.isEmpty();
    for (long number = firstBlock(request); ; number++) {
      Block block = ledger.awaitBlock(number);
      List<ChaincodeEvent> matching = new ArrayList<>();
      for (ChaincodeEvent event : events(block)) {
        if (started && event.getChaincodeId().equals(request.getChaincodeId())) {
          matching.add(event);
        }
        started = started || event.getTxId().equals(after);
      }
      if (!matching.isEmpty()) {
        call.send(
            ChaincodeEventsResponse.newBuilder()
                .setBlockNumber(number)
                .addAllEvents(matching)
                .build());
      }
    }
  }

  private long firstBlock(ChaincodeEventsRequest request) throws StatusException {
    if (!request.getAfterTransactionId().isEmpty()) {
      Optional<TransactionPosition> position = ledger.find(request.getAfterTransactionId());
      if (position.isPresent()) {
        return position.get().block();
      }
    }
    SeekPosition start = request.getStartPosition();
    return switch (start.getTypeCase()) {
      case SPECIFIED -> {
        if (start.getSpecified().getNumber() < 0) {
          throw RpcErrors.of(Status.Code.INVALID_ARGUMENT, "no ledger grows as long as that");
        }
        yield start.getSpecified().getNumber();
      }
      case NEXT_COMMIT, TYPE_NOT_SET -> ledger.height();
      case NEWEST, OLDEST ->
          throw RpcErrors.of(
              Status.Code.INVALID_ARGUMENT, "invalid start position type: " + start.getTypeCase());
    };
  }

  static List<ChaincodeEvent> events(Block block) {
    ByteString codes =
        block.getMetadata().getMetadata(BlockMetadataIndex.TRANSACTIONS_FILTER_VALUE);
    List<ChaincodeEvent> events = new ArrayList<>();
    for (int index = 0; index < block.getData().getDataCount(); index++) {
      if (codes.byteAt(index) == TxValidationCode.VALID_VALUE) {
        event(block.getData().getData(index)).ifPresent(events::add);
      }
    }
    return events;
  }

  private static Optional<ChaincodeEvent> event(ByteString envelope) {
    try {
      Optional<ParsedTransaction> transaction =
          ParsedTransaction.parse(Envelope.parseFrom(envelope));
      return transaction.isEmpty() ? Optional.empty() : transaction.get().event();
    } catch (InvalidProtocolBufferException e) {
      // A valid transaction was read when it was judged.
      throw new IllegalStateException("A committed transaction cannot be read", e);
    }
  }
}
