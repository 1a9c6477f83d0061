package org.claimexchange.ledger.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.fabric.plan.ChaincodeFiles;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.ledger.LedgerOutcome;
import org.claimexchange.ledger.TransactionFate;
import org.claimexchange.ledger.gateway.GatewaySettings;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.transaction.Grant;
import org.claimexchange.model.transaction.Transaction;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.Status;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The contract's next sequence is committed while transactions are under way. */
@OnRealFabric
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class UpgradeIT {
  private static final String[] ENDORSERS = {"RegulatorMSP", "ExchangeMSP"};

  @AutoClose private static FaultyNetwork network;

  private final Dice dice = Dice.thrownFor("UpgradeIT");
  private final Judgement judgement = new Judgement(network, dice);
  private final Account account = new Account();

  @BeforeAll
  static void start(@TempDir Path folder) {
    network = FaultyNetwork.up(folder);
  }

  /** Each transaction reads the contract's sequence: so Fabric voids what the old one endorsed. */
  @Test
  void whatWasEndorsedBeforeAndIsHandedInAfterIsVoidAndSentOnceMoreStandsOnce() throws Exception {
    ClaimCase claim = network.world().newCase(World.mother());
    try (ConsentLedger ledger = network.ledger(network.channel(), account);
        Gateway gateway = network.gateway(network.channel())) {
      committed(ledger.recordRequest(claim.recordRequest()));
      Grant grant = claim.grant();
      var endorsed =
          gateway
              .getNetwork(network.channelName())
              .getContract(GatewaySettings.CHAINCODE)
              .newProposal(grant.function())
              .addArguments(CanonicalJson.write(grant.open()))
              .putTransient(Transaction.HIDDEN, CanonicalJson.write(grant.hidden()))
              .setEndorsingOrganizations(ENDORSERS)
              .build()
              .endorse();

      upgrade();
      Status status = endorsed.submitAsync().getStatus();

      assertThat(status.getCode()).isEqualTo(TxValidationCode.MVCC_READ_CONFLICT);
      assertThat(ledger.find(endorsed.getTransactionId()))
          .isEqualTo(
              new TransactionFate.Void(
                  endorsed.getTransactionId(), status.getBlockNumber(), "MVCC_READ_CONFLICT"));
      assertThat(ledger.findConsent(claim.consent())).isEmpty();

      LedgerOutcome.Committed<?> again = committed(ledger.grant(grant));
      Write write = new Write(grant.function(), claim.consent());
      account.stands(write, again.transactionId(), again.block());
      assertThat(network.chain(network.channel()).writers(write))
          .containsExactly(again.transactionId());
    }
    judgement.of(account);
  }

  @Test
  void writersGoOnAcrossIt() throws Exception {
    try (ConsentLedger ledger = network.ledger(network.channel(), account);
        Load load = new Load(network.world(), ledger, account, dice)) {
      load.awaitAnswers(dice.between(4, 12));

      upgrade();

      load.awaitAnswers(12);
      load.finish();
    }
    judgement.of(account);
  }

  private static void upgrade() throws Exception {
    long before = network.processes().status().sequence();
    network
        .processes()
        .upgrade(ChaincodeFiles.of(Path.of(System.getProperty("chaincode.jar"))), step -> {});
    assertThat(network.processes().status().sequence()).isEqualTo(before + 1);
  }

  private static <S> LedgerOutcome.Committed<S> committed(LedgerOutcome<S> outcome) {
    assertThat(outcome).isInstanceOf(LedgerOutcome.Committed.class);
    return (LedgerOutcome.Committed<S>) outcome;
  }
}
