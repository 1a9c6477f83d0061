package org.claimexchange.verifier.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.Keys;
import org.claimexchange.chaincode.testkit.ObjectionCase;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Opening;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.objection.AnswerBody;
import org.claimexchange.model.objection.ObjectionBody;
import org.claimexchange.model.objection.Resolution;
import org.claimexchange.model.person.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objections and answers that the ledger took and should not have. */
class ObjectionFindingsTest {
  @TempDir Path folder;
  private final Stage stage = new Stage();
  private final ClaimCase claim = stage.world.newCase(World.mother());
  private final ObjectionCase objection = grantAndObject();

  private ObjectionCase grantAndObject() {
    stage.hand(claim.recordRequest());
    stage.hand(claim.grant());
    return new ObjectionCase(stage.world, claim);
  }

  @Test
  void anObjectionOfSomebodyElseIsNamed() throws Exception {
    Opening<Person> grantor = claim.openings().grantor();
    stage.hand(
        objection.file(
            World.OPERATOR,
            new Opening<>(grantor.salt(), grantor.name(), World.stranger()),
            draft -> {}));

    assertThat(Stage.kinds(stage.whole(folder))).containsExactly("openings");
  }

  @Test
  void anObjectionByAnothersLoginIsNamed() throws Exception {
    stage.hand(
        objection.file(
            World.OPERATOR, claim.openings().grantor(), draft -> draft.person = World.stranger()));

    assertThat(Stage.kinds(stage.whole(folder))).containsExactly("identity");
  }

  @Test
  void anObjectionToWhatTheConsentDoesNotCoverIsNamed() throws Exception {
    ObjectionBody body = objection.body();
    ObjectionBody elsewhere =
        new ObjectionBody(
            body.type(),
            body.objection(),
            body.consent(),
            Digest.of("another part".getBytes(StandardCharsets.UTF_8)),
            body.text(),
            body.at(),
            body.salt());
    stage.hand(objection.file(World.OPERATOR, claim.openings().grantor(), elsewhere, draft -> {}));

    TraceReport report = stage.story(folder, claim.consent());

    assertThat(Stage.kinds(report)).containsExactly("objection-part");
    assertThat(String.join("\n", TraceText.write(report))).contains("所议记录：监管数据未说明是哪家医院的");
  }

  @Test
  void aBodyThatIsNotTheOneOnTheLedgerIsNamed() throws Exception {
    stage.tellOtherwise(
        "fileObjection",
        json ->
            json.replace(
                "\"text\":\"" + objection.body().text(),
                "\"text\":\"" + claim.statement().digest()));
    stage.hand(objection.file(World.OPERATOR));

    assertThat(Stage.kinds(stage.whole(folder)))
        .containsExactly("objection-body", "nonce", "login", "signature");
  }

  @Test
  void anAnswerInAnothersNameIsNamed() throws Exception {
    stage.hand(objection.file(World.OPERATOR));
    stage.hand(
        objection.resolve(World.OPERATOR, World.FIRST_HOSPITAL, stage.world.otherHospitalKey()));

    assertThat(Stage.kinds(stage.whole(folder))).containsExactly("answer-signature");
  }

  @Test
  void anAnswerOfAHospitalThatDoesNotHoldTheRecordIsNamed() throws Exception {
    stage.hand(objection.file(World.OPERATOR));
    stage.hand(
        objection.resolve(World.OPERATOR, World.SECOND_HOSPITAL, stage.world.otherHospitalKey()));

    assertThat(Stage.kinds(stage.whole(folder))).containsExactly("answer-signature");
  }

  @Test
  void anAnswerToAnotherObjectionIsNamed() throws Exception {
    AnswerBody other =
        new AnswerBody(
            AnswerBody.TYPE,
            stage.world.id(),
            objection.body().digest(),
            Resolution.KEPT,
            Digest.of("维持".getBytes(StandardCharsets.UTF_8)),
            stage.world.now());
    stage.hand(objection.file(World.OPERATOR));
    stage.hand(
        objection.resolve(
            World.OPERATOR,
            World.FIRST_HOSPITAL,
            Keys.jws(
                JWSAlgorithm.ES256,
                "",
                stage.world.hospitalKey(),
                CanonicalJson.writeText(other))));

    TraceReport report = stage.story(folder, claim.consent());

    assertThat(Stage.kinds(report)).containsExactly("answer-content");
    assertThat(String.join("\n", TraceText.write(report))).contains("答复：维持原记录");
  }
}
