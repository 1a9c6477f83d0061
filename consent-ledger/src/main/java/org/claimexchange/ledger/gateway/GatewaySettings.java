package org.claimexchange.ledger.gateway;

import java.time.Duration;
import java.util.List;
import org.claimexchange.ledger.RetryPolicy;

/**
 * How the ledger is called.
 *
 * @param identity as whom
 * @param channel name of the channel
 * @param chaincode name of the chaincode
 * @param endorsers organizations that must endorse, always named: hidden data goes to these alone
 * @param retry after a conflict
 * @param endorseTimeout for one endorsement or read
 * @param submitTimeout for handing in
 * @param commitTimeout for hearing of the commit
 * @param findTimeout for asking what became of a transaction
 */
public record GatewaySettings(
    LedgerIdentity identity,
    String channel,
    String chaincode,
    List<String> endorsers,
    RetryPolicy retry,
    Duration endorseTimeout,
    Duration submitTimeout,
    Duration commitTimeout,
    Duration findTimeout) {
  /** Name of the channel where nothing else is said. */
  public static final String CHANNEL = "claims";

  /** Name of the chaincode where nothing else is said. */
  public static final String CHAINCODE = "consent";

  /**
   * @throws IllegalArgumentException if no endorser is named
   */
  public GatewaySettings {
    if (endorsers.isEmpty()) {
      throw new IllegalArgumentException("name the organizations that endorse, found none");
    }
    endorsers = List.copyOf(endorsers);
  }

  /** Channel {@code claims}, chaincode {@code consent}, endorsed by regulator and exchange. */
  public static GatewaySettings standard(LedgerIdentity identity) {
    return new GatewaySettings(
        identity,
        CHANNEL,
        CHAINCODE,
        List.of("RegulatorMSP", "ExchangeMSP"),
        RetryPolicy.standard(),
        Duration.ofSeconds(15),
        Duration.ofSeconds(10),
        Duration.ofSeconds(60),
        Duration.ofSeconds(3));
  }

  /** The same with another retry policy. */
  public GatewaySettings with(RetryPolicy other) {
    return new GatewaySettings(
        identity,
        channel,
        chaincode,
        endorsers,
        other,
        endorseTimeout,
        submitTimeout,
        commitTimeout,
        findTimeout);
  }

  /** The same, called as another. */
  public GatewaySettings as(LedgerIdentity other) {
    return new GatewaySettings(
        other,
        channel,
        chaincode,
        endorsers,
        retry,
        endorseTimeout,
        submitTimeout,
        commitTimeout,
        findTimeout);
  }

  /** The same for another channel and chaincode. */
  public GatewaySettings to(String otherChannel, String otherChaincode) {
    return new GatewaySettings(
        identity,
        otherChannel,
        otherChaincode,
        endorsers,
        retry,
        endorseTimeout,
        submitTimeout,
        commitTimeout,
        findTimeout);
  }
}
