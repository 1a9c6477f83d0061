package org.claimexchange.verifier.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.ObjectionCase;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.Terms;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.person.Person;
import org.claimexchange.model.release.ReleaseBody;
import org.claimexchange.model.transaction.RecordDelivery;
import org.claimexchange.verifier.sample.Authority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The story, and what is passed over without a word of blame. */
class TracerTest {
  @TempDir Path folder;

  @Test
  void aGuardiansConsentIsToldFromRequestToErasure() throws Exception {
    Stage stage = new Stage().play();

    TraceReport report = stage.story(folder);
    String told = String.join("\n", TraceText.write(report));

    assertThat(report.findings()).isEmpty();
    assertThat(report.consents().get(0).steps())
        .extracting(StoryStep::title)
        .containsExactly("申请", "授权", "许可调取", "交付", "签收", "撤回", "删除", "异议", "答复异议");
    assertThat(told)
        .contains("授权 " + stage.consent() + "  已撤回  安信人寿保险股份有限公司")
        .contains("申请方：安信人寿保险股份有限公司（insurer-anxin）；用途：理赔审核")
        .contains("申请范围：瑞华医院，住院 2026-09-01 至 2026-10-31，就诊信息、诊断、费用清单")
        .contains("查询对象：陈一诺（身份证 3101**********1147）")
        .contains("签署人：林晓梅（身份证 3101**********0020）")
        .contains("监护人（登记 relation-mother，见证 瑞华医院）")
        .contains("provider-suishen，认证级别 urn:example:face")
        .contains("template-zh-1（zh-CN）")
        .contains("可用 2 次")
        .contains("准许：瑞华医院、浦东中心医院，与申请相同")
        .contains("签收方：安信人寿保险股份有限公司")
        .contains("异议人：林晓梅（身份证 3101**********0020）；所议记录：瑞华医院（hospital-ruihua）的记录")
        .contains("答复方：瑞华医院（hospital-ruihua）；答复：已更正；答复时间：2026-11-20 10:30:00")
        .doesNotContain("签署地点", "长期授权", "告知本人")
        .contains("2026-11-20 10:30:00  撤回  区块 16  交易 " + stage.ids.get("revoke"))
        .contains("核对结果：账本与监管数据相符，未发现问题。");
    assertThat(TraceText.write(report).size()).isLessThanOrEqualTo(33);
  }

  @Test
  void wholeNumbersAreToldWhereTheyAreAskedFor() throws Exception {
    Stage stage = new Stage().play();

    TraceReport report =
        new Tracer(Stage.clock(), true)
            .consent(stage.input(folder, stage.keys.getPrivate()), stage.consent())
            .orElseThrow();

    assertThat(String.join("\n", TraceText.write(report)))
        .contains("林晓梅（身份证 " + World.mother().id().number() + "）");
  }

  @Test
  void theStoryAsDataSaysTheSame() throws Exception {
    TraceReport report = new Stage().play().story(folder);

    JsonNode json = CanonicalJson.read(TraceJson.write(report), JsonNode.class);

    assertThat(json.path("fits").asBoolean()).isTrue();
    JsonNode grant = json.path("consents").path(0).path("steps").path(1);
    assertThat(grant.path("function").asText()).isEqualTo("grant");
    assertThat(grant.path("facts").findValuesAsText("name")).contains("grantor", "terms", "login");
  }

  @Test
  void allConsentsAreToldInOneLineEach() throws Exception {
    Stage stage = new Stage().play();
    ClaimCase second = stage.world.newCase(World.mother());
    stage.hand(second.recordRequest());
    stage.hand(second.grant());
    ClaimCase refused = stage.world.newCase(World.mother());
    stage.hand(refused.recordRequest());
    stage.hand(refused.refuse());

    TraceReport report = stage.whole(folder);

    assertThat(report.findings()).isEmpty();
    assertThat(report.consents())
        .extracting(ConsentStory::consent, ConsentStory::state)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(stage.consent(), StoryState.WITHDRAWN),
            org.assertj.core.groups.Tuple.tuple(second.consent(), StoryState.ACTIVE));
    assertThat(TraceText.write(report))
        .contains(second.consent() + "  2026-11-20 10:30:00  有效  安信人寿保险股份有限公司")
        .contains("未成授权的申请：被拒绝 1 件，未答复 0 件");
  }

  @Test
  void aConsentIsExpiredOnceItsTermsHaveEnded() throws Exception {
    Stage stage = new Stage();
    ClaimCase claim = stage.world.newCase(World.mother());
    stage.hand(claim.recordRequest());
    stage.hand(claim.grant());
    Clock later = Clock.offset(Stage.clock(), Duration.ofDays(31));

    TraceReport report =
        new Tracer(later, false).whole(stage.input(folder, stage.keys.getPrivate()));

    assertThat(report.consents())
        .extracting(ConsentStory::state)
        .containsExactly(StoryState.EXPIRED);
  }

  @Test
  void whatWasGrantedNarrowerThanAskedIsSaid() throws Exception {
    Stage stage = new Stage();
    ClaimCase claim = stage.world.newCase(World.mother());
    stage.hand(claim.recordRequest());
    Part asked = claim.request().parts().get(0);
    Part less =
        new Part(
            asked.source(),
            asked.visits(),
            asked.period(),
            asked.visitKinds(),
            List.of("visit", "diagnosis"),
            asked.protectedKinds(),
            asked.protectedBills());
    stage.hand(claim.grant(draft -> draft.parts = List.of(less)));

    TraceReport report =
        new Tracer(Stage.clock(), false)
            .consent(stage.input(folder, stage.keys.getPrivate()), claim.consent())
            .orElseThrow();

    assertThat(report.findings()).isEmpty();
    assertThat(String.join("\n", TraceText.write(report)))
        .contains("就诊信息、诊断（比申请少：费用清单）")
        .contains("未准许：浦东中心医院");
  }

  @Test
  void aWithdrawalThatAHospitalHandedInIsToldAsItStandsOnTheLedger() throws Exception {
    Stage stage = new Stage();
    stage.creators.put("revoke", "SourceMSP");
    stage.untold.add("revoke");

    TraceReport report = stage.play().story(folder);

    assertThat(report.findings()).isEmpty();
    assertThat(report.consents().get(0).state()).isEqualTo(StoryState.WITHDRAWN);
    assertThat(String.join("\n", TraceText.write(report))).contains("只按账本所载：由 SourceMSP 提交");
  }

  @Test
  void whoStoodByAtACounterIsTold() throws Exception {
    Stage stage = new Stage();
    ClaimCase claim = stage.world.newCase(World.mother());
    stage.hand(claim.recordRequest());
    stage.hand(claim.grant(draft -> draft.atTheCounter()));

    TraceReport report = stage.story(folder, claim.consent());

    assertThat(report.findings()).isEmpty();
    assertThat(String.join("\n", TraceText.write(report))).contains("签署地点：医院柜台，见证人 瑞华医院 desk-07");
  }

  @Test
  void aStandingAuthorizationAndTheNoticeOfEachUseAreTold() throws Exception {
    Stage stage = new Stage();
    ClaimCase claim = stage.world.newStandingCase(World.mother(), "P-2026-8841");
    stage.hand(claim.recordRequest());
    stage.hand(
        claim.grant(draft ->
            draft.terms =
                new Terms(
                    draft.terms.notBefore(),
                    draft.terms.notAfter(),
                    100,
                    draft.request.standing())));
    stage.hand(claim.openRelease(claim.releaseBodyWithNotice()));

    TraceReport report = stage.story(folder, claim.consent());

    assertThat(report.findings()).isEmpty();
    assertThat(String.join("\n", TraceText.write(report)))
        .contains("长期授权：保单 P-2026-8841，每次使用均告知本人")
        .contains("告知本人：告知书 SHA-256 ");
  }

  @Test
  void aDeliveryThatReplacesAnEarlierOneSaysWhich() throws Exception {
    Stage stage = new Stage();
    ClaimCase claim = stage.world.newCase(World.mother());
    stage.hand(claim.recordRequest());
    stage.hand(claim.grant());
    ReleaseBody release = claim.releaseBody();
    stage.hand(claim.openRelease(release));
    RecordDelivery first = claim.recordDelivery(release);
    stage.hand(first);
    stage.hand(
        claim.recordDelivery(
            release, claim.deliveryBody(release, List.of(first.open().delivery()))));

    TraceReport report = stage.story(folder, claim.consent());

    assertThat(report.findings()).isEmpty();
    assertThat(String.join("\n", TraceText.write(report)))
        .contains("取代先前交付：" + first.open().delivery());
  }

  @Test
  void aWithdrawalThatCameBeforeItsGrantIsToldAndIsNoFault() throws Exception {
    Stage stage = new Stage();
    ClaimCase claim = stage.world.newCase(World.mother());
    stage.hand(claim.recordRequest());
    claim.grant();
    stage.hand(claim.revoke());

    TraceReport report = stage.story(folder, claim.consent());

    assertThat(report.findings()).isEmpty();
    assertThat(report.consents().get(0).state()).isEqualTo(StoryState.NEVER_STOOD);
    assertThat(report.consents().get(0).grantedAt()).isEqualTo(Stage.NOW);
    assertThat(report.consents().get(0).steps()).extracting(StoryStep::title).containsExactly("撤回");
    assertThat(stage.whole(folder).findings()).isEmpty();
    assertThat(TraceText.write(stage.whole(folder)))
        .contains(claim.consent() + "  2026-11-20 10:30:00  生效前已撤回  申请方不明");
  }

  @Test
  void aNameThatChangedSinceTheGrantHindersNoWithdrawalAndNoObjection() throws Exception {
    Stage stage = new Stage();
    ClaimCase claim = stage.world.newCase(World.mother());
    Person renamed = new Person(World.mother().id(), "林小梅");
    stage.hand(claim.recordRequest());
    stage.hand(claim.grant());
    stage.hand(
        new ObjectionCase(stage.world, claim)
            .file(
                World.OPERATOR,
                claim.openings().grantor(),
                draft -> {
                  draft.person = renamed;
                  draft.claims.put("aud", World.COUNTER_AUDIENCE);
                  draft.identityClaims.put("aud", World.COUNTER_AUDIENCE);
                }));
    stage.hand(claim.revoke(World.OPERATOR, draft -> draft.person = renamed));

    assertThat(stage.whole(folder).findings()).isEmpty();
  }

  @Test
  void anObjectionThatAHospitalHandedInIsToldAsItStandsOnTheLedger() throws Exception {
    Stage stage = new Stage();
    stage.creators.put("fileObjection", "SourceMSP");
    stage.untold.add("fileObjection");

    TraceReport report = stage.play().story(folder);

    assertThat(report.findings()).isEmpty();
    assertThat(report.consents().get(0).steps()).extracting(StoryStep::title).contains("异议");
  }

  @Test
  void aVoidTransactionDoesNotCountAndItsEntryIsPassedOver() throws Exception {
    Stage stage = new Stage();
    stage.voided.add("revoke");

    TraceReport report = stage.play().story(folder);

    assertThat(report.findings()).isEmpty();
    assertThat(report.consents().get(0).state()).isEqualTo(StoryState.ACTIVE);
    assertThat(report.consents().get(0).steps()).extracting(StoryStep::title).doesNotContain("撤回");
    assertThat(report.ledger().voided()).isEqualTo(1);
    assertThat(report.feed().passedOver()).isEqualTo(1);
  }

  @Test
  void aRepetitionThatWroteNothingIsPassedOver() throws Exception {
    Stage stage = new Stage().play();
    stage.repeated.add("recordRequest");
    stage.untold.add("recordRequest");
    stage.hand(stage.world.newCase(World.child()).recordRequest());

    TraceReport report = stage.whole(folder);

    assertThat(report.findings()).isEmpty();
    assertThat(report.openRequests()).isZero();
  }

  @Test
  void aFeedOfTwoKeysOpensWithBoth() throws Exception {
    KeyPair old = Authority.rsaKeys();
    KeyPair present = Authority.ecKeys();
    Stage stage = new Stage(old);
    Authority authority = Authority.root("CN=上海市医疗保障局", Stage.NOW);
    stage.feed.rotate(authority.recipient("CN=监管数据二", present, Stage.NOW).certificate());
    stage.play();
    TraceInput both = stage.input(folder, present.getPrivate(), old.getPrivate());

    assertThat(new Tracer(Stage.clock(), false).whole(both).findings()).isEmpty();
    assertThat(Stage.kinds(stage.whole(folder))).containsExactly("feed-foreign-key");
  }

  @Test
  void anUnknownConsentIsNoStory() throws Exception {
    Stage stage = new Stage().play();

    assertThat(
            new Tracer(Stage.clock(), false)
                .consent(stage.input(folder, stage.keys.getPrivate()), "nobody"))
        .isEmpty();
  }

  @Test
  void fetchedBlocksTellTheSameAsTheEmbeddedNetworksFile() throws Exception {
    Stage stage = new Stage().play();
    TraceReport ofFile = stage.whole(folder);
    stage.blocks.writeFolder(folder.resolve("fetched"));
    TraceInput fetched =
        new TraceInput(
            folder.resolve("fetched"),
            folder.resolve("feed.ndjson"),
            List.of(stage.keys.getPrivate()),
            List.of());

    assertThat(new Tracer(Stage.clock(), false).whole(fetched)).isEqualTo(ofFile);
    assertThat(Files.exists(folder.resolve("fetched/claims_0.block"))).isTrue();
  }
}
