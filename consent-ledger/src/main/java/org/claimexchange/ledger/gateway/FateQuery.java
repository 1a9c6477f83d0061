package org.claimexchange.ledger.gateway;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Status.Code;
import java.util.concurrent.TimeUnit;
import org.claimexchange.ledger.LedgerUnavailableException;
import org.claimexchange.ledger.TransactionFate;
import org.hyperledger.fabric.client.CommitStatusException;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.Status;
import org.hyperledger.fabric.protos.gateway.CommitStatusRequest;
import org.hyperledger.fabric.protos.gateway.SignedCommitStatusRequest;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;

/**
 * Asks for the commit status of a transaction that another process may have handed in.
 *
 * <p>By the Gateway's {@code CommitStatus}, which needs no status object, only the id: a peer looks
 * it up in the index of its own block store, the same that {@code qscc}'s {@code
 * GetTransactionByID} reads, and what it answers is a block's number and verdict, never an
 * orderer's word. It costs less (no proposal is signed, no peer chosen, and the answer is a number
 * instead of the whole transaction) and it is the better question: where the id is not there, the
 * peer waits for it until the deadline, so that a peer some blocks behind says "there" instead of
 * "not there". That it was not seen so far is all that either can tell; a transaction that an
 * orderer holds may follow at any time.
 *
 * <p>A deadline that passes is taken for "not seen", also where the peer is too far gone to answer:
 * nothing may be concluded from it but that the same write may be sent again, which is safe.
 */
final class FateQuery {
  private final Gateway gateway;
  private final GatewaySettings settings;

  FateQuery(Gateway gateway, GatewaySettings settings) {
    this.gateway = gateway;
    this.settings = settings;
  }

  TransactionFate find(String transactionId) {
    try {
      Status status =
          gateway
              .newCommit(request(transactionId))
              .getStatus(call ->
                  call.withDeadlineAfter(settings.findTimeout().toMillis(), TimeUnit.MILLISECONDS));
      return status.isSuccessful()
          ? new TransactionFate.Valid(transactionId, status.getBlockNumber())
          : new TransactionFate.Void(
              transactionId, status.getBlockNumber(), status.getCode().name());
    } catch (CommitStatusException e) {
      // A peer that has not seen the transaction waits for it.
      Code code = e.getStatus().getCode();
      if (code == Code.DEADLINE_EXCEEDED || code == Code.NOT_FOUND) {
        return new TransactionFate.NotSeen(transactionId);
      }
      throw new LedgerUnavailableException("commit status: " + PeerErrors.reason(e));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a request of our own could not be read", e);
    }
  }

  private byte[] request(String transactionId) throws InvalidProtocolBufferException {
    SerializedIdentity identity =
        SerializedIdentity.newBuilder()
            .setMspid(gateway.getIdentity().getMspId())
            .setIdBytes(ByteString.copyFrom(gateway.getIdentity().getCredentials()))
            .build();
    CommitStatusRequest request =
        CommitStatusRequest.newBuilder()
            .setChannelId(settings.channel())
            .setTransactionId(transactionId)
            .setIdentity(identity.toByteString())
            .build();
    return SignedCommitStatusRequest.newBuilder()
        .setRequest(request.toByteString())
        .build()
        .toByteArray();
  }
}
