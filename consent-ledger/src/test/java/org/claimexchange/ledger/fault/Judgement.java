package org.claimexchange.ledger.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.ledger.SubmissionJournal;
import org.claimexchange.ledger.TransactionFate;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * Holds what writers were told against the blocks, once nobody writes: nothing is lost, nothing is
 * there twice, nothing was told wrongly.
 */
final class Judgement {
  private final FaultyNetwork network;
  private final String seed;

  Judgement(FaultyNetwork network, Dice dice) {
    this.network = network;
    this.seed = "-Dfault.seed=" + dice.seed();
  }

  void of(Account account) throws Exception {
    System.out.println(seed + ": " + account);
    assertThat(account.standing()).as(seed).isNotEmpty();
    try (ConsentLedger ledger = network.ledger(network.channel(), SubmissionJournal.none())) {
      Chain before = network.chain(network.channel());
      Map<String, TransactionFate> fates = fates(ledger, account);
      Chain chain = network.chain(network.channel());
      whatStandsIsThereOnce(account, chain, ledger);
      whatWasRefusedIsNotThere(account, chain, ledger);
      askingTellsWhatTheBlocksTell(account, before, chain, fates);
    }
    theRegulatorHasTheSameBlocks();
  }

  private void whatStandsIsThereOnce(Account account, Chain chain, ConsentLedger ledger) {
    for (Account.Stands one : account.standing()) {
      assertThat(chain.places(one.transactionId()))
          .as("%s: %s", seed, one)
          .singleElement()
          .matches(Chain.Place::isValid)
          .matches(place -> place.block() == one.block());
      assertThat(chain.writers(one.write())).as("%s: %s", seed, one).hasSize(1);
      assertThat(isThere(ledger, one.write())).as("%s: %s", seed, one).isTrue();
    }
  }

  private void whatWasRefusedIsNotThere(Account account, Chain chain, ConsentLedger ledger) {
    assertThat(account.refused()).as(seed).isEqualTo(account.mustBeRefused());
    for (Write write : account.refused()) {
      assertThat(chain.writers(write)).as("%s: %s", seed, write).isEmpty();
      assertThat(isThere(ledger, write)).as("%s: %s", seed, write).isFalse();
    }
  }

  /** All that was handed in, and so all of which nothing was heard. */
  private void askingTellsWhatTheBlocksTell(
      Account account, Chain before, Chain after, Map<String, TransactionFate> fates) {
    assertThat(fates.keySet()).as(seed).containsAll(account.unknown());
    fates.forEach((id, fate) -> {
      Write write = account.handedIn().get(id);
      assertThat(after.places(id)).as("%s: %s", seed, write).hasSizeLessThanOrEqualTo(1);
      assertThat(after.writers(write)).as("%s: %s", seed, write).hasSizeLessThanOrEqualTo(1);
      switch (fate) {
        case TransactionFate.Valid(String tx, long block) ->
            assertThat(after.places(tx))
                .as("%s: %s", seed, fate)
                .containsExactly(new Chain.Place(block, TxValidationCode.VALID));
        case TransactionFate.Void(String tx, long block, String code) ->
            assertThat(after.places(tx))
                .as("%s: %s", seed, fate)
                .singleElement()
                .matches(place -> place.block() == block && place.code().name().equals(code));
        case TransactionFate.NotSeen(String tx) ->
            assertThat(before.places(tx)).as("%s: %s", seed, fate).isEmpty();
      }
    });
  }

  private static Map<String, TransactionFate> fates(ConsentLedger ledger, Account account)
      throws Exception {
    Map<String, TransactionFate> fates = new ConcurrentHashMap<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all =
          account.handedIn().keySet().stream()
              .<Future<?>>map(id -> threads.submit(() -> fates.put(id, ledger.find(id))))
              .toList();
      for (Future<?> one : all) {
        one.get();
      }
    }
    return fates;
  }

  private static boolean isThere(ConsentLedger ledger, Write write) {
    return switch (write.function()) {
      case "recordRequest" -> ledger.findRequest(write.object()).isPresent();
      case "grant", "revoke" -> ledger.findConsent(write.object()).isPresent();
      case "openRelease" -> ledger.findRelease(write.object()).isPresent();
      default -> throw new AssertionError("nobody wrote " + write);
    };
  }

  private void theRegulatorHasTheSameBlocks() throws Exception {
    ManagedChannel regulators = network.channelTo("RegulatorMSP");
    try {
      List<String> theirs = network.chain(regulators).hashes();
      List<String> own = network.chain(network.channel()).hashes();
      assertThat(own).as(seed).startsWith(theirs.toArray(String[]::new));
    } finally {
      regulators.shutdownNow();
    }
  }
}
