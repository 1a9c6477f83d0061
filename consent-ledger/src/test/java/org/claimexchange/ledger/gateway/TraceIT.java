package org.claimexchange.ledger.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.claimexchange.ledger.gateway.RunningLedger.committed;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.ObjectionCase;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.ledger.LedgerOutcome;
import org.claimexchange.ledger.RetryPolicy;
import org.claimexchange.ledger.SubmissionJournal;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.release.ReleaseBody;
import org.claimexchange.model.transaction.RecordDelivery;
import org.claimexchange.model.transaction.Transaction;
import org.claimexchange.verifier.TrustStore;
import org.claimexchange.verifier.blocks.LedgerBlocks;
import org.claimexchange.verifier.blocks.LedgerEnd;
import org.claimexchange.verifier.consent.TrustedProvider;
import org.claimexchange.verifier.sample.Authority;
import org.claimexchange.verifier.sample.SampleFeed;
import org.claimexchange.verifier.trace.ConsentStory;
import org.claimexchange.verifier.trace.FindingKind;
import org.claimexchange.verifier.trace.StoryState;
import org.claimexchange.verifier.trace.StoryStep;
import org.claimexchange.verifier.trace.TraceInput;
import org.claimexchange.verifier.trace.TraceReport;
import org.claimexchange.verifier.trace.TraceText;
import org.claimexchange.verifier.trace.Tracer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The regulator's reader against the blocks of a real embedded network, and its real contract. */
class TraceIT {
  private static final KeyPair KEYS = Authority.ecKeys();

  private static RunningLedger running;
  private static Path folder;
  private static Path blocks;
  private static SampleFeed feed;
  private static ClaimCase claim;
  private static String withdrawal;

  @BeforeAll
  static void aChildsClaimFromRequestToErasure(@TempDir Path shared) throws Exception {
    folder = shared;
    running = new RunningLedger(folder.resolve("ledger"), Duration.ofMillis(2));
    Instant now = Instant.now();
    feed =
        new SampleFeed(
            Authority.root("CN=上海市医疗保障局", now).recipient("CN=监管数据", KEYS, now).certificate());
    ConsentLedger ledger = running.operator();
    claim = running.world.newCase(World.child());
    play(claim.recordRequest(), ledger::recordRequest);
    play(claim.grant(draft -> draft.byGuardian()), ledger::grant);
    ReleaseBody release = claim.releaseBody();
    play(claim.openRelease(release), ledger::openRelease);
    RecordDelivery delivery = claim.recordDelivery(release);
    play(delivery, ledger::recordDelivery);
    play(claim.recordReceipt(delivery), ledger::recordReceipt);
    try (ConsentLedger hospital =
        running.as(World.FIRST_HOSPITAL, RetryPolicy.none(), SubmissionJournal.none())) {
      withdrawal =
          committed(hospital.revoke(claim.revoke(World.FIRST_HOSPITAL, draft -> {})))
              .transactionId();
    }
    play(claim.recordErasure(delivery), ledger::recordErasure);
    ObjectionCase objection = new ObjectionCase(running.world, claim);
    play(objection.file(World.OPERATOR), ledger::fileObjection);
    play(objection.resolve(World.OPERATOR), ledger::resolveObjection);
    // A repetition stands in the blocks and changes nothing.
    committed(ledger.recordRequest(claim.recordRequest()));
    feed.write(folder.resolve("feed.ndjson"));
    blocks = running.network.blocks(folder);
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @Test
  void theWholeStoryIsToldUnderTheNetworksOwnRoots() throws Exception {
    TraceReport report = trace(List.of(trust(roots())));
    ConsentStory story = report.consents().getFirst();

    assertThat(report.findings()).isEmpty();
    assertThat(story.state()).isEqualTo(StoryState.WITHDRAWN);
    assertThat(story.steps())
        .extracting(StoryStep::title)
        .containsExactly("申请", "授权", "许可调取", "交付", "签收", "撤回", "删除", "异议", "答复异议");
    StoryStep withdrawn = story.steps().get(5);
    assertThat(withdrawn.transaction()).isEqualTo(withdrawal);
    assertThat(withdrawn.creator()).isEqualTo("SourceMSP");
    assertThat(withdrawn.inFeed()).isFalse();
    assertThat(String.join("\n", TraceText.write(report)))
        .contains("查询对象：陈一诺")
        .contains("签署人：林晓梅")
        .contains("异议人：林晓梅")
        .contains("答复：已更正")
        .contains("只按账本所载：由 SourceMSP 提交")
        .contains("核对结果：账本与监管数据相符，未发现问题。");
    assertThat(report.ledger().height()).isEqualTo(running.network.height());
  }

  @Test
  void foreignRootsAreNoProof() throws Exception {
    Map<String, List<X509Certificate>> foreign = new HashMap<>(roots());
    foreign.put(
        "ExchangeMSP", List.of(Authority.root("CN=ca.ExchangeMSP", Instant.now()).certificate()));

    assertThat(trace(List.of(trust(foreign))).findings())
        .extracting(finding -> finding.kind())
        .containsOnly(FindingKind.CREATOR_UNTRUSTED, FindingKind.ENDORSEMENT_UNTRUSTED)
        .contains(FindingKind.CREATOR_UNTRUSTED);
  }

  @Test
  void theReadersEndIsTheNetworksHeight() throws Exception {
    LedgerEnd end = new LedgerBlocks(Map.of()).read(blocks, transaction -> {});

    assertThat(end.height()).isEqualTo(running.network.height());
    assertThat(end.torn()).isFalse();
    assertThat(end.voided()).isZero();
  }

  private static TraceReport trace(List<TrustStore> trust) throws Exception {
    TraceInput input =
        new TraceInput(blocks, folder.resolve("feed.ndjson"), List.of(KEYS.getPrivate()), trust);
    return new Tracer(Clock.systemUTC(), false).consent(input, claim.consent()).orElseThrow();
  }

  private static TrustStore trust(Map<String, List<X509Certificate>> roots) {
    var key =
        (com.fasterxml.jackson.databind.node.ObjectNode)
            CanonicalJson.read(
                running.world.providerKey().toPublicJWK().toJSONString(),
                com.fasterxml.jackson.databind.JsonNode.class);
    return new TrustStore(
        roots,
        List.of(),
        List.of(
            new TrustedProvider(
                World.ISSUER,
                List.of(World.AUDIENCE),
                List.of(),
                List.of(key.put("kid", World.KID)))));
  }

  private static Map<String, List<X509Certificate>> roots() {
    Map<String, List<X509Certificate>> roots = new HashMap<>();
    running
        .network
        .rootCertificates()
        .forEach((organization, root) -> roots.put(organization, List.of(root)));
    return roots;
  }

  /** Hands a transaction in, and tells the feed. */
  private static <T extends Transaction, S> void play(
      T transaction, java.util.function.Function<T, LedgerOutcome<S>> door) {
    String id = committed(door.apply(transaction)).transactionId();
    feed.add(id, SampleFeed.content(id, transaction));
  }
}
