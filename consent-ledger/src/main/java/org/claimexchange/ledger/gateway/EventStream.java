package org.claimexchange.ledger.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.grpc.Status.Code;
import java.util.concurrent.atomic.AtomicBoolean;
import org.claimexchange.ledger.LedgerEvent;
import org.claimexchange.ledger.LedgerEvents;
import org.claimexchange.ledger.LedgerUnavailableException;
import org.claimexchange.model.json.CanonicalJson;
import org.hyperledger.fabric.client.ChaincodeEvent;
import org.hyperledger.fabric.client.CloseableIterator;
import org.hyperledger.fabric.client.GatewayRuntimeException;
import org.hyperledger.fabric.client.Network;

/** The contract's events, one for each committed write. */
final class EventStream {
  private final Network network;
  private final String chaincode;

  EventStream(Network network, String chaincode) {
    this.network = network;
    this.chaincode = chaincode;
  }

  LedgerEvents from(long firstBlock) {
    return new Stream(
        network.newChaincodeEventsRequest(chaincode).startBlock(firstBlock).build().getEvents());
  }

  private static final class Stream implements LedgerEvents {
    private final CloseableIterator<ChaincodeEvent> events;
    private final AtomicBoolean closed = new AtomicBoolean();

    Stream(CloseableIterator<ChaincodeEvent> events) {
      this.events = events;
    }

    @Override
    public boolean hasNext() {
      try {
        return events.hasNext();
      } catch (GatewayRuntimeException e) {
        if (closed.get() || e.getStatus().getCode() == Code.CANCELLED) {
          return false;
        }
        throw new LedgerUnavailableException("events: " + e.getStatus().getCode());
      }
    }

    @Override
    public LedgerEvent next() {
      ChaincodeEvent event = events.next();
      JsonNode id = CanonicalJson.read(event.getPayload(), JsonNode.class).path("id");
      return new LedgerEvent(
          event.getEventName(), id.asText(), event.getTransactionId(), event.getBlockNumber());
    }

    @Override
    public void close() {
      closed.set(true);
      events.close();
    }
  }
}
