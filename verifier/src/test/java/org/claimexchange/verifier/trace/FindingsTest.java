package org.claimexchange.verifier.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.model.consent.GrantorProof;
import org.claimexchange.model.consent.Purpose;
import org.claimexchange.model.feed.FeedContent;
import org.claimexchange.model.feed.FeedEntry;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.transaction.Grant;
import org.claimexchange.verifier.sample.Authority;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each thing that does not fit is named, at its step, and the rest is told. */
class FindingsTest {
  @TempDir Path folder;

  @ParameterizedTest(name = "{0}")
  @MethodSource("samples")
  void isNamed(String finding, String function, Consumer<Stage> breaking) throws Exception {
    Stage stage = new Stage();
    breaking.accept(stage);
    stage.play();

    TraceReport report = stage.story(folder);

    assertThat(Stage.kinds(report)).containsExactly(finding.replaceAll(" .*", ""));
    assertThat(report.findings())
        .extracting(Finding::transaction)
        .containsOnly(stage.ids.get(function));
    assertThat(report.consents().get(0).steps()).hasSize(9);
    assertThat(Stage.kinds(stage.whole(folder))).isEqualTo(Stage.kinds(report));
  }

  static Stream<Arguments> samples() {
    return Stream.of(
        hidden(
            "request-body",
            "recordRequest",
            "\"purpose\":\"claim-review\",\"recipients\"",
            "\"purpose\":\"supplement\",\"recipients\""),
        hidden("openings that differ by one character", "grant", "\"uses\":2", "\"uses\":3"),
        hidden(
            "proof",
            "grant",
            "\"proofSalt\":\"[^\"]{22}\"",
            "\"proofSalt\":\"AAAAAAAAAAAAAAAAAAAAAA\""),
        hidden("release-body", "openRelease", "\"deadline\":\"2026", "\"deadline\":\"2027"),
        hidden(
            "delivery-body",
            "recordDelivery",
            "\"documents\":\\[\"[^\"]*\"\\]",
            "\"documents\":[]"),
        hidden(
            "receipt",
            "recordReceipt",
            "(\"receipt\":\"[^\"]*\",\"recipients\".*)\"salt\":\"[^\"]{22}\"",
            "$1\"salt\":\"AAAAAAAAAAAAAAAAAAAAAA\""),
        hidden(
            "proof of a withdrawal",
            "revoke",
            "\"proofSalt\":\"[^\"]{22}\"",
            "\"proofSalt\":\"AAAAAAAAAAAAAAAAAAAAAA\""),
        hidden(
            "proof of an objection",
            "fileObjection",
            "\"proofSalt\":\"[^\"]{22}\"",
            "\"proofSalt\":\"AAAAAAAAAAAAAAAAAAAAAA\""),
        hidden(
            "answer",
            "resolveObjection",
            "\"salt\":\"[^\"]{22}\",\"source\":\\{",
            "\"salt\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"source\":{"),
        hidden("not-in-register", "recordErasure", "上海数据交换运营有限公司", "上海数据交换运营有限公司二"),
        hidden("hidden-unreadable", "recordErasure", "\\{\"caller\"", "{\"more\":1,\"caller\""),
        hidden(
            "hidden-unreadable for a null in a list",
            "grant",
            "\"participants\":\\[",
            "\"participants\":[null,"),
        broken("not-in-feed", "openRelease", stage -> stage.untold.add("openRelease")),
        told("other-function", "recordErasure", content -> content("recordReceipt", content)),
        told(
            "feed-other-transaction",
            "recordErasure",
            content ->
                new FeedContent(
                    content.type(),
                    "0".repeat(64),
                    content.function(),
                    content.open(),
                    content.hidden())),
        told(
            "other-open-side",
            "recordErasure",
            content ->
                new FeedContent(
                    content.type(),
                    content.transactionId(),
                    content.function(),
                    CanonicalJson.tree(Map.of("delivery", "another")),
                    content.hidden())));
  }

  @Test
  void aGapIsNamedWithItsNumbersAndItsTransactionIsMissed() throws Exception {
    Stage stage = new Stage().play();
    stage.feed.entries().remove(12);

    TraceReport report = stage.whole(folder);

    assertThat(Stage.kinds(report)).containsExactly("feed-gap", "not-in-feed");
    assertThat(report.findings().get(0).detail()).isEqualTo("缺第 13 至 13 条");
    assertThat(report.findings().get(1).transaction()).isEqualTo(stage.ids.get("openRelease"));
  }

  @Test
  void swappedEntriesAreNamed() throws Exception {
    Stage stage = new Stage().play();
    Collections.swap(stage.feed.entries(), 11, 12);

    assertThat(Stage.kinds(stage.whole(folder))).containsExactly("feed-gap", "feed-order");
  }

  @Test
  void anExchangedEntryBreaksTheChain() throws Exception {
    Stage stage = new Stage().play();
    FeedEntry entry = stage.feed.entries().get(11);
    stage
        .feed
        .entries()
        .set(
            11,
            new FeedEntry(
                entry.type(),
                entry.number(),
                "0".repeat(64),
                entry.previous(),
                entry.recipient(),
                entry.sealed()));

    assertThat(Stage.kinds(stage.whole(folder))).containsExactly("feed-chain", "not-in-feed");
  }

  @Test
  void aFlippedByteOfTheCiphertextIsNamed() throws Exception {
    Stage stage = new Stage().play();
    FeedEntry entry = stage.feed.entries().get(18);
    byte[] sealed = Base64.getDecoder().decode(entry.sealed());
    sealed[sealed.length - 40] ^= 1;
    stage
        .feed
        .entries()
        .set(
            18,
            new FeedEntry(
                entry.type(),
                entry.number(),
                entry.transactionId(),
                entry.previous(),
                entry.recipient(),
                Base64.getEncoder().encodeToString(sealed)));

    TraceReport report = stage.story(folder);

    assertThat(Stage.kinds(report)).containsExactly("feed-damaged");
    assertThat(report.findings().get(0).detail()).isEqualTo("第 19 条");
  }

  @Test
  void aForeignKeyOpensNothing() throws Exception {
    Stage stage = new Stage().play();
    TraceInput input = stage.input(folder, Authority.ecKeys().getPrivate());

    TraceReport report =
        new Tracer(Stage.clock(), false).consent(input, stage.consent()).orElseThrow();

    assertThat(Stage.kinds(report)).containsExactly("feed-foreign-key");
    assertThat(report.findings()).hasSize(9);
    assertThat(report.consents().get(0).state()).isEqualTo(StoryState.WITHDRAWN);
    assertThat(String.join("\n", TraceText.write(report))).doesNotContain("林晓梅");
  }

  @Test
  void theSameTransactionTwiceInTheFeedIsNamed() throws Exception {
    Stage stage = new Stage().play();
    stage.feed.add(
        stage.ids.get("recordErasure"),
        new FeedContent(
            FeedContent.TYPE,
            stage.ids.get("recordErasure"),
            "recordErasure",
            CanonicalJson.tree(Map.of()),
            CanonicalJson.tree(Map.of())));

    assertThat(Stage.kinds(stage.whole(folder))).containsExactly("feed-twice");
  }

  @Test
  void aLineThatIsNoEntryIsNamedAndTheOthersAreRead() throws Exception {
    Stage stage = new Stage().play();
    TraceInput input = stage.input(folder, stage.keys.getPrivate());
    List<String> lines = Files.readAllLines(input.feed());
    lines.set(0, "{\"type\":\"claimexchange/feed/v1\"}");
    Files.writeString(input.feed(), String.join("\n", lines) + "\n", StandardCharsets.UTF_8);

    TraceReport report = new Tracer(Stage.clock(), false).whole(input);

    assertThat(Stage.kinds(report)).containsExactly("feed-line");
    assertThat(report.findings().get(0).detail()).isEqualTo("第 1 行");
  }

  @Test
  void aFeedThatEndsInTheMiddleOfALineIsNamed() throws Exception {
    Stage stage = new Stage().play();
    TraceInput input = stage.input(folder, stage.keys.getPrivate());
    byte[] feed = Files.readAllBytes(input.feed());
    Files.write(input.feed(), Arrays.copyOf(feed, feed.length - 1));

    TraceReport report = new Tracer(Stage.clock(), false).whole(input);

    assertThat(Stage.kinds(report)).containsExactly("feed-line", "not-in-feed");
  }

  @Test
  void aLineLargerThanAnyEntryIsNamedAndNotKept() throws Exception {
    Stage stage = new Stage().play();
    TraceInput input = stage.input(folder, stage.keys.getPrivate());
    Files.write(
        input.feed(),
        ("x".repeat(CanonicalJson.MAX_BYTES + 10) + "\n").getBytes(StandardCharsets.US_ASCII),
        java.nio.file.StandardOpenOption.APPEND);

    assertThat(Stage.kinds(new Tracer(Stage.clock(), false).whole(input)))
        .containsExactly("feed-line");
  }

  @Test
  void aBlockFileThatWasCutInItsLastBlockIsNamed() throws Exception {
    Stage stage = new Stage().play();
    TraceInput input = stage.input(folder, stage.keys.getPrivate());
    byte[] blocks = Files.readAllBytes(input.blocks());
    Files.write(input.blocks(), Arrays.copyOf(blocks, blocks.length - 5));

    TraceReport report = new Tracer(Stage.clock(), false).whole(input);

    assertThat(Stage.kinds(report)).containsExactly("blocks-torn");
    assertThat(report.feed().passedOver()).isEqualTo(1);
  }

  @Test
  void aTransactionOfAKindThatIsNotKnownIsNamed() throws Exception {
    Stage stage = new Stage().play();
    stage.blocks.add(
        "ExchangeMSP",
        "someLaterFunction",
        "{}",
        Stage.NOW,
        Map.of("\u0000later\u0000", "{}"),
        TxValidationCode.VALID);

    assertThat(Stage.kinds(stage.whole(folder))).containsExactly("unknown-function");
  }

  @Test
  void aConsentThatAnotherSignedIsNamedThoughTheLedgerTookIt() throws Exception {
    Stage stage = new Stage();
    var claim = stage.world.newCase(World.mother());
    stage.hand(claim.recordRequest());
    Grant stolen = claim.grant(draft -> draft.proof.person = World.stranger());
    stage.hand(stolen);

    assertThat(Stage.kinds(stage.whole(folder))).containsExactly("identity");
  }

  @Test
  void aKeyThatTheTokenDoesNotCommitToIsNamed() throws Exception {
    Stage stage = new Stage();
    var claim = stage.world.newCase(World.mother());
    stage.hand(claim.recordRequest());
    stage.hand(claim.grant(draft -> draft.proof.swapKey()));

    assertThat(Stage.kinds(stage.whole(folder))).containsExactly("nonce", "login");
  }

  @Test
  void aForgedSignatureIsNamed() throws Exception {
    Stage stage = new Stage();
    var claim = stage.world.newCase(World.mother());
    stage.hand(claim.recordRequest());
    stage.hand(
        claim.grant(draft ->
            draft.proofHandedIn =
                made ->
                    new GrantorProof(
                        made.algorithm(),
                        made.key(),
                        made.random(),
                        made.idToken(),
                        made.identity(),
                        "A".repeat(86))));

    assertThat(Stage.kinds(stage.whole(folder))).containsExactly("signature");
  }

  @Test
  void aConsentWiderThanItsRequestIsNamed() throws Exception {
    Stage stage = new Stage();
    var claim = stage.world.newCase(World.mother());
    stage.hand(claim.recordRequest());
    stage.hand(claim.grant(draft -> draft.purpose = Purpose.PRE_EXISTING_CONDITIONS));

    assertThat(Stage.kinds(stage.whole(folder))).containsExactly("scope");
  }

  @Test
  void aGuardianWithoutARegisteredRelationIsNamed() throws Exception {
    Stage stage = new Stage();
    var claim = stage.world.newCase(World.child());
    stage.hand(claim.recordRequest());
    stage.hand(
        claim.grant(draft -> {
          draft.byGuardian();
          draft.relations = List.of();
        }));

    assertThat(Stage.kinds(stage.whole(folder))).containsExactly("relation");
  }

  private static Arguments broken(String finding, String function, Consumer<Stage> breaking) {
    return Arguments.of(finding, function, breaking);
  }

  private static Arguments told(
      String finding, String function, UnaryOperator<FeedContent> change) {
    return broken(finding, function, stage -> stage.told.put(function, change));
  }

  private static Arguments hidden(
      String finding, String function, String expression, String replacement) {
    return broken(
        finding,
        function,
        stage ->
            stage.tellOtherwise(
                function,
                json -> {
                  String changed = json.replaceFirst(expression, replacement);
                  assertThat(changed).isNotEqualTo(json);
                  return changed;
                }));
  }

  private static FeedContent content(String function, FeedContent content) {
    return new FeedContent(
        content.type(), content.transactionId(), function, content.open(), content.hidden());
  }
}
