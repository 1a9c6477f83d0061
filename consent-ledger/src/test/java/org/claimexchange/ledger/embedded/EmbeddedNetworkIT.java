package org.claimexchange.ledger.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.hyperledger.fabric.client.CloseableIterator;
import org.hyperledger.fabric.client.CommitException;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.GatewayRuntimeException;
import org.hyperledger.fabric.client.Proposal;
import org.hyperledger.fabric.client.SubmittedTransaction;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The network as the real Gateway SDK sees it, with a chaincode in a process of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EmbeddedNetworkIT {
  @TempDir static Path folder;
  private EmbeddedNetwork network;
  private Gateway gateway;
  private Contract shelf;

  @BeforeAll
  void start() {
    network = EmbeddedNetwork.start(NetworkForTests.options(folder).withTlsPort(0));
    gateway =
        NetworkForTests.gateway(network, network.issueClient("ExchangeMSP", "exchange-server"));
    shelf = NetworkForTests.contract(network, gateway);
  }

  @AfterAll
  void stop() {
    gateway.close();
    network.close();
  }

  @Test
  void whatIsSubmittedCanBeEvaluated() throws Exception {
    shelf.submitTransaction("put", "greeting", "您好");

    assertThat(evaluate("get", "greeting")).isEqualTo("您好");
  }

  @Test
  void aSimulationDoesNotSeeItsOwnWrites() throws Exception {
    shelf.submitTransaction("put", "own-write", "a");

    assertThat(new String(shelf.submitTransaction("append", "own-write", "b"), UTF_8))
        .isEqualTo("a");
    assertThat(evaluate("get", "own-write")).isEqualTo("ab");
  }

  @Test
  void anEvaluationWritesNothing() throws Exception {
    shelf.submitTransaction("put", "evaluated", "a");
    long height = network.height();

    evaluate("append", "evaluated", "b");

    assertThat(evaluate("get", "evaluated")).isEqualTo("a");
    assertThat(network.height()).isEqualTo(height);
  }

  @Test
  void theNamedOrganizationsEndorse() throws Exception {
    Transaction transaction = proposal("put", "named", "x", "SourceMSP", "RegulatorMSP").endorse();
    transaction.submit();

    assertThat(LedgerReader.endorsers(network.blockFile(), transaction.getTransactionId()))
        .containsExactlyInAnyOrder("SourceMSP", "RegulatorMSP");
  }

  @Test
  void byItselfTheGatewayChoosesWhoeverSatisfiesThePolicy() throws Exception {
    Transaction transaction =
        shelf.newProposal("put").addArguments("chosen", "x").build().endorse();
    transaction.submit();

    assertThat(LedgerReader.endorsers(network.blockFile(), transaction.getTransactionId()))
        .containsExactlyInAnyOrder("ExchangeMSP", "RegulatorMSP");
  }

  @Test
  void anUnknownOrganizationIsNamed() {
    EndorseException refused =
        catchThrowableOfType(
            EndorseException.class, () -> proposal("put", "nobody", "x", "NobodyMSP").endorse());

    assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(refused.getStatus().getDescription()).contains("NobodyMSP");
  }

  @Test
  void transientDataReachesTheChaincodeButNoBlock() throws Exception {
    String secret = "secret-" + UUID.randomUUID();
    shelf
        .newProposal("putSecret")
        .addArguments("opening")
        .putTransient("secret", secret)
        .setEndorsingOrganizations("ExchangeMSP", "RegulatorMSP")
        .build()
        .endorse()
        .submit();

    assertThat(evaluate("get", "opening")).isEqualTo(Integer.toString(secret.length()));
    assertThat(Files.readString(network.blockFile(), java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain(secret);
  }

  @Test
  void ofTwoThatReadTheSameVersionTheSecondIsInvalid() throws Exception {
    shelf.submitTransaction("put", "contended", "");
    Transaction first =
        shelf.newProposal("append").addArguments("contended", "1").build().endorse();
    Transaction second =
        shelf.newProposal("append").addArguments("contended", "2").build().endorse();
    first.submit();

    CommitException invalid = catchThrowableOfType(CommitException.class, second::submit);

    assertThat(invalid.getCode()).isEqualTo(TxValidationCode.MVCC_READ_CONFLICT);
    assertThat(evaluate("get", "contended")).isEqualTo("1");
  }

  @Test
  void aKeyAddedToARangeThatWasReadIsAPhantom() throws Exception {
    shelf.submitTransaction("put", "phantom-1", "x");
    Transaction count =
        shelf
            .newProposal("count")
            .addArguments("phantom-", "phantom-~", "phantoms")
            .build()
            .endorse();
    shelf.submitTransaction("put", "phantom-2", "x");

    CommitException invalid = catchThrowableOfType(CommitException.class, count::submit);

    assertThat(invalid.getCode()).isEqualTo(TxValidationCode.PHANTOM_READ_CONFLICT);
  }

  @Test
  void aKeyAddedOutsideTheRangeDisturbsNothing() throws Exception {
    shelf.submitTransaction("put", "calm-1", "x");
    Transaction count =
        shelf.newProposal("count").addArguments("calm-", "calm-~", "calms").build().endorse();
    shelf.submitTransaction("put", "calm~", "x");

    count.submit();

    assertThat(evaluate("get", "calms")).isEqualTo("1");
  }

  @Test
  void theSameTransactionTwiceIsADuplicate() throws Exception {
    Transaction transaction = shelf.newProposal("put").addArguments("twice", "x").build().endorse();
    transaction.submit();
    long height = network.height();
    SubmittedTransaction again = transaction.submitAsync();

    assertThat(again.getStatus().getCode())
        .as("the first one's fate is what is told")
        .isEqualTo(TxValidationCode.VALID);
    awaitHeight(height + 1);
    assertThat(LedgerReader.verdicts(network.blockFile(), transaction.getTransactionId()))
        .containsExactly(TxValidationCode.VALID, TxValidationCode.DUPLICATE_TXID);
  }

  @Test
  void aCommittedProposalIsNotEndorsedAgain() throws Exception {
    Proposal proposal = shelf.newProposal("put").addArguments("again", "x").build();
    proposal.endorse().submit();

    EndorseException refused = catchThrowableOfType(EndorseException.class, proposal::endorse);

    assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.ABORTED);
    assertThat(refused.getDetails())
        .extracting(ErrorDetail::getMessage)
        .allMatch(message -> message.startsWith("duplicate transaction found"));
  }

  @Test
  void oneOrganizationAloneDoesNotSatisfyThePolicy() throws Exception {
    Transaction transaction = proposal("put", "alone", "x", "ExchangeMSP").endorse();

    CommitException invalid = catchThrowableOfType(CommitException.class, transaction::submit);

    assertThat(invalid.getCode()).isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
    assertThat(evaluate("get", "alone")).isEmpty();
  }

  @Test
  void aRefusalOfTheChaincodeComesWithEachPeersWords() {
    EndorseException refused =
        catchThrowableOfType(
            EndorseException.class,
            () ->
                shelf
                    .newProposal("refuse")
                    .addArguments("the consent is revoked")
                    .setEndorsingOrganizations("ExchangeMSP", "RegulatorMSP")
                    .build()
                    .endorse());

    assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.ABORTED);
    assertThat(refused.getDetails())
        .extracting(ErrorDetail::getMspId, ErrorDetail::getMessage)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(
                "ExchangeMSP", "chaincode response 500, the consent is revoked"),
            org.assertj.core.groups.Tuple.tuple(
                "RegulatorMSP", "chaincode response 500, the consent is revoked"));
    assertThat(refused.getDetails()).allMatch(detail -> !detail.getAddress().isEmpty());
  }

  @Test
  void aRefusedEvaluationSaysSoToo() {
    GatewayException refused =
        catchThrowableOfType(
            GatewayException.class, () -> shelf.evaluateTransaction("refuse", "no such consent"));

    assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.UNKNOWN);
    assertThat(refused.getStatus().getDescription())
        .isEqualTo(
            "evaluate call to endorser returned error: chaincode response 500, no such consent");
    assertThat(refused.getDetails()).hasSize(1);
  }

  @Test
  void peersThatDisagreeEndorseNothing() {
    EndorseException refused =
        catchThrowableOfType(
            EndorseException.class, () -> shelf.newProposal("undecided").build().endorse());

    assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.ABORTED);
    assertThat(refused.getDetails())
        .extracting(ErrorDetail::getMessage)
        .containsExactly("ProposalResponsePayloads do not match");
  }

  @Test
  void eventsAreReplayedFromABlock() throws Exception {
    long from = network.height();
    shelf.submitTransaction("put", "event-1", "x");
    shelf.submitTransaction("put", "event-2", "x");

    try (CloseableIterator<org.hyperledger.fabric.client.ChaincodeEvent> events =
        gateway
            .getNetwork("claims")
            .newChaincodeEventsRequest("consent")
            .startBlock(from)
            .build()
            .getEvents()) {
      org.hyperledger.fabric.client.ChaincodeEvent first = events.next();
      assertThat(new String(first.getPayload(), UTF_8)).isEqualTo("event-1");
      assertThat(first.getEventName()).isEqualTo("put");
      assertThat(new String(events.next().getPayload(), UTF_8)).isEqualTo("event-2");
    }
  }

  @Test
  void eventsGoOnAfterATransaction() throws Exception {
    Transaction first = shelf.newProposal("put").addArguments("after-1", "x").build().endorse();
    SubmittedTransaction submitted = first.submitAsync();
    long block = submitted.getStatus().getBlockNumber();
    shelf.submitTransaction("put", "after-2", "x");

    try (CloseableIterator<org.hyperledger.fabric.client.ChaincodeEvent> events =
        gateway
            .getNetwork("claims")
            .newChaincodeEventsRequest("consent")
            .startBlock(block)
            .checkpoint(
                new org.hyperledger.fabric.client.Checkpoint() {
                  @Override
                  public java.util.OptionalLong getBlockNumber() {
                    return java.util.OptionalLong.of(block);
                  }

                  @Override
                  public java.util.Optional<String> getTransactionId() {
                    return java.util.Optional.of(first.getTransactionId());
                  }
                })
            .build()
            .getEvents()) {
      assertThat(new String(events.next().getPayload(), UTF_8)).isEqualTo("after-2");
    }
  }

  @Test
  void historyIsToldNewestFirst() throws Exception {
    shelf.submitTransaction("put", "old", "1");
    shelf.submitTransaction("put", "old", "2");
    shelf.submitTransaction("remove", "old");

    assertThat(evaluate("history", "old")).isEqualTo("(deleted),2,1");
    assertThat(evaluate("get", "old")).isEmpty();
  }

  @Test
  void rangesAreOrderedAndPaged() throws Exception {
    for (String key : List.of("page-c", "page-a", "page-e", "page-b", "page-d")) {
      shelf.submitTransaction("put", key, "x");
    }

    assertThat(evaluate("range", "page-b", "page-e")).isEqualTo("page-b,page-c,page-d");
    assertThat(evaluate("page", "page-", "page-~", "2", "")).isEqualTo("page-a,page-b|page-c");
    assertThat(evaluate("page", "page-", "page-~", "2", "page-c"))
        .isEqualTo("page-c,page-d|page-e");
    assertThat(evaluate("page", "page-", "page-~", "2", "page-e")).isEqualTo("page-e|");
  }

  @Test
  void aRangeOfMoreThanABatchComesWhole() throws Exception {
    List<SubmittedTransaction> all = new java.util.ArrayList<>();
    for (int i = 0; i < 205; i++) {
      all.add(
          shelf
              .newProposal("put")
              .addArguments("many-%03d".formatted(i), "x")
              .build()
              .endorse()
              .submitAsync());
    }
    for (SubmittedTransaction one : all) {
      assertThat(one.getStatus().isSuccessful()).isTrue();
    }

    assertThat(evaluate("range", "many-", "many-~").split(",")).hasSize(205);
    shelf.submitTransaction("count", "many-", "many-~", "count-of-many");
    assertThat(evaluate("get", "count-of-many")).isEqualTo("205");
  }

  @Test
  void compositeKeysAreFoundByTheirBeginning() throws Exception {
    shelf.submitTransaction("putOn", "上层", "（二）", "b");
    shelf.submitTransaction("putOn", "上层", "一", "a");
    shelf.submitTransaction("putOn", "下层", "一", "c");

    assertThat(evaluate("onShelf", "上层")).isEqualTo("一=a,（二）=b");
    String page = evaluate("onShelfPage", "上层", "1", "");
    assertThat(page).startsWith("一|");
    assertThat(evaluate("onShelfPage", "上层", "1", page.substring(page.indexOf('|') + 1)))
        .isEqualTo("（二）|");
  }

  @Test
  void blocksAreDeliveredFromTheFirstAndLive() throws Exception {
    try (CloseableIterator<org.hyperledger.fabric.protos.common.Block> blocks =
        gateway.getNetwork("claims").newBlockEventsRequest().startBlock(0).build().getEvents()) {
      ByteString previous = ByteString.EMPTY;
      long height = network.height();
      for (long number = 0; number < height; number++) {
        var block = blocks.next();
        assertThat(block.getHeader().getNumber()).isEqualTo(number);
        assertThat(block.getHeader().getPreviousHash()).isEqualTo(previous);
        previous = BlockHashes.ofHeader(block.getHeader());
      }
      shelf.submitTransaction("put", "live", "x");
      assertThat(blocks.next().getHeader().getNumber()).isEqualTo(height);
    }
  }

  @Test
  void filteredBlocksHoldNoPayload() throws Exception {
    long from = network.height();
    shelf.submitTransaction("put", "filtered", "x");

    try (var blocks =
        gateway
            .getNetwork("claims")
            .newFilteredBlockEventsRequest()
            .startBlock(from)
            .build()
            .getEvents()) {
      var transaction = blocks.next().getFilteredTransactions(0);
      assertThat(transaction.getTxValidationCode()).isEqualTo(TxValidationCode.VALID);
      var event = transaction.getTransactionActions().getChaincodeActions(0).getChaincodeEvent();
      assertThat(event.getEventName()).isEqualTo("put");
      assertThat(event.getPayload()).isEmpty();
    }
  }

  @Test
  void blocksWithPrivateDataAreRefusedByName() {
    try (var blocks =
        gateway
            .getNetwork("claims")
            .newBlockAndPrivateDataEventsRequest()
            .startBlock(0)
            .build()
            .getEvents()) {
      GatewayRuntimeException refused =
          catchThrowableOfType(GatewayRuntimeException.class, blocks::next);

      assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
      assertThat(refused.getStatus().getDescription()).contains("private data");
    }
  }

  @Test
  void aCertificateOfAnotherRootIsDenied() {
    SecureRandom random = new SecureRandom();
    Ecdsa ecdsa = new Ecdsa(new BouncyCastleProvider(), random);
    Certificates certificates = new Certificates(ecdsa, random, Clock.systemUTC());
    KeyPair rootKeys = ecdsa.newKeyPair();
    NetworkIdentity foreignRoot =
        new NetworkIdentity(
            "ExchangeMSP",
            certificates.root("ExchangeMSP", "Root", rootKeys),
            rootKeys.getPrivate());
    KeyPair keys = ecdsa.newKeyPair();
    NetworkIdentity impostor =
        new NetworkIdentity(
            "ExchangeMSP",
            certificates.member(foreignRoot, Role.CLIENT, "exchange-server", keys),
            keys.getPrivate());

    assertDenied(impostor, "creator org unknown, creator is malformed");
  }

  @Test
  void anOrganizationThatIsNotOfTheChannelIsDenied() {
    NetworkIdentity client = network.issueClient("ExchangeMSP", "exchange-server");

    assertDenied(
        new NetworkIdentity("OtherMSP", client.certificate(), client.privateKey()),
        "creator org unknown");
  }

  @Test
  void aKeyThatIsNotTheCertificatesIsDenied() {
    NetworkIdentity client = network.issueClient("ExchangeMSP", "exchange-server");
    NetworkIdentity other = network.issueClient("ExchangeMSP", "someone-else");

    assertDenied(
        new NetworkIdentity("ExchangeMSP", client.certificate(), other.privateKey()),
        "creator org [ExchangeMSP]");
  }

  @Test
  void underLoadEveryValidTransactionCountsOnceAndNoOther() throws Exception {
    shelf.submitTransaction("put", "tally", "");
    long before = network.height();
    List<java.util.concurrent.Future<Integer>> clients = new java.util.ArrayList<>();
    try (var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
      for (int client = 0; client < 16; client++) {
        clients.add(threads.submit(() -> appendTenTimes("tally")));
      }
    }
    int valid = 0;
    for (var client : clients) {
      valid += client.get();
    }
    long blocks = network.height() - before;

    assertThat(valid).isPositive();
    assertThat(evaluate("get", "tally")).hasSize(valid);
    assertThat(blocks).as("many transactions share a block").isLessThan(16 * 10 / 2);
  }

  private int appendTenTimes(String key) throws Exception {
    int valid = 0;
    for (int i = 0; i < 10; i++) {
      SubmittedTransaction one =
          shelf.newProposal("append").addArguments(key, "x").build().endorse().submitAsync();
      TxValidationCode code = one.getStatus().getCode();
      assertThat(code).isIn(TxValidationCode.VALID, TxValidationCode.MVCC_READ_CONFLICT);
      valid += code == TxValidationCode.VALID ? 1 : 0;
    }
    return valid;
  }

  @Test
  void aClientThatGoesAwayDisturbsNoOther() throws Exception {
    shelf.submitTransaction("put", "stays", "x");
    for (int i = 0; i < 20; i++) {
      var left =
          gateway.getNetwork("claims").newBlockEventsRequest().startBlock(0).build().getEvents();
      left.next();
      left.close();
    }

    try (var blocks =
        gateway.getNetwork("claims").newBlockEventsRequest().startBlock(0).build().getEvents()) {
      assertThat(blocks.next().getHeader().getNumber()).isZero();
    }
    shelf.submitTransaction("put", "stays", "y");
    assertThat(evaluate("get", "stays")).isEqualTo("y");
  }

  @Test
  void aTransactionSignedByAnotherIsNotOrdered() throws Exception {
    byte[] prepared =
        shelf.newProposal("put").addArguments("usurped", "x").build().endorse().getBytes();
    var transaction = org.hyperledger.fabric.protos.gateway.PreparedTransaction.parseFrom(prepared);
    var forged =
        org.hyperledger.fabric.protos.gateway.SubmitRequest.newBuilder()
            .setChannelId("claims")
            .setTransactionId(transaction.getTransactionId())
            .setPreparedTransaction(
                transaction.getEnvelope().toBuilder()
                    .setSignature(ByteString.copyFromUtf8("not a signature")))
            .build();
    var stub = org.hyperledger.fabric.protos.gateway.GatewayGrpc.newBlockingStub(network.channel());

    StatusRuntimeException refused =
        catchThrowableOfType(StatusRuntimeException.class, () -> stub.submit(forged));

    assertThat(refused.getStatus().getDescription()).contains("status=FORBIDDEN");
    assertThat(LedgerReader.verdicts(network.blockFile(), transaction.getTransactionId()))
        .isEmpty();
  }

  @Test
  void aChaincodeThatDiesIsStartedAgain() throws Exception {
    shelf.submitTransaction("put", "survivor", "x");
    long before = network.chaincodePid().orElseThrow();

    GatewayException died =
        catchThrowableOfType(GatewayException.class, () -> shelf.evaluateTransaction("die"));

    assertThat(died.getDetails().getFirst().getMessage()).contains("chaincode stream terminated");
    // The sample contract takes long to start where the machine is busy: the router reads the class
    // path.
    byte[] survivor =
        shelf
            .newProposal("get")
            .addArguments("survivor")
            .build()
            .evaluate(options -> options.withDeadlineAfter(3, TimeUnit.MINUTES));
    assertThat(new String(survivor, UTF_8)).isEqualTo("x");
    assertThat(network.chaincodePid().orElseThrow()).isNotEqualTo(before);
  }

  @Test
  void theTlsPortServesTheSame() throws Exception {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("localhost", network.tlsPort().orElseThrow())
            .sslContext(
                GrpcSslContexts.forClient().trustManager(network.tlsRootCertificate()).build())
            .build();
    try (Gateway insurer =
        NetworkForTests.gateway(channel, network.issueClient("InsurerMSP", "pacific-life"))) {
      insurer.getNetwork("claims").getContract("consent").submitTransaction("put", "tls", "x");
    } finally {
      channel.shutdownNow();
    }

    assertThat(evaluate("get", "tls")).isEqualTo("x");
  }

  @Test
  void withoutItsRootTheTlsPortIsNotTrusted() throws Exception {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("localhost", network.tlsPort().orElseThrow()).build();
    try (Gateway stranger =
        NetworkForTests.gateway(channel, network.issueClient("InsurerMSP", "pacific-life"))) {
      GatewayException refused =
          catchThrowableOfType(
              GatewayException.class,
              () ->
                  stranger
                      .getNetwork("claims")
                      .getContract("consent")
                      .evaluateTransaction("get", "x"));
      assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    } finally {
      channel.shutdownNow();
    }
  }

  private void assertDenied(NetworkIdentity identity, String words) {
    try (Gateway stranger = NetworkForTests.gateway(network, identity)) {
      Contract contract = NetworkForTests.contract(network, stranger);
      EndorseException refused =
          catchThrowableOfType(
              EndorseException.class, () -> contract.submitTransaction("put", "forged", "x"));
      assertThat(refused.getDetails())
          .isNotEmpty()
          .allMatch(detail -> detail.getMessage().contains(words));
      GatewayException evaluation =
          catchThrowableOfType(
              GatewayException.class, () -> contract.evaluateTransaction("get", "forged"));
      assertThat(evaluation.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
      try (var events = stranger.getNetwork("claims").getChaincodeEvents("consent")) {
        GatewayRuntimeException denied =
            catchThrowableOfType(GatewayRuntimeException.class, events::next);
        assertThat(((StatusRuntimeException) denied.getCause()).getStatus().getCode())
            .isEqualTo(Status.Code.PERMISSION_DENIED);
      }
    }
  }

  private Proposal proposal(String function, String key, String value, String... organizations) {
    return shelf
        .newProposal(function)
        .addArguments(key, value)
        .setEndorsingOrganizations(organizations)
        .build();
  }

  private String evaluate(String function, String... arguments) throws GatewayException {
    return new String(shelf.evaluateTransaction(function, arguments), UTF_8);
  }

  private void awaitHeight(long height) throws InterruptedException {
    while (network.height() < height) {
      Thread.sleep(5);
    }
  }
}
