package org.claimexchange.samples.natives;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.claimexchange.agent.find.FilePattern;
import org.claimexchange.agent.find.FolderSource;
import org.claimexchange.agent.find.FolderSource.Rule;
import org.claimexchange.agent.find.Wanted;
import org.claimexchange.agent.judge.Choice;
import org.claimexchange.agent.judge.Chooser;
import org.claimexchange.agent.judge.Outgoing;
import org.claimexchange.fhir.category.Category;
import org.claimexchange.fhir.format.SourceFormat;
import org.claimexchange.fhir.protection.ProtectedRecords;
import org.claimexchange.model.consent.DateRange;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.person.IdSystem;
import org.claimexchange.model.person.PersonId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The third hospital's export, through the agent's own look and judgement. */
class NativeHospitalTest {
  private static final PersonId WANG = new PersonId(IdSystem.RESIDENT_ID, "310101198503029974");
  private static final String FOLDER = "{period:yyyyMM}/{visit}/";
  private static final List<Rule> RULES =
      List.of(
          rule(SourceFormat.SETTLEMENT_LIST, "结算清单*.json"),
          rule(SourceFormat.FEE_LIST, "费用清单*.csv"),
          rule(SourceFormat.FRONT_PAGE, "病案首页*.csv"),
          rule(SourceFormat.SHARED_DOCUMENT, "出院小结*.xml"),
          rule(SourceFormat.RESULT_MESSAGE, "检验*.hl7"),
          new Rule(SourceFormat.INVOICE, FilePattern.of(FOLDER + "票据*.xml"), Set.of("pdf", "ofd")));

  @TempDir Path export;

  private static Rule rule(SourceFormat format, String name) {
    return new Rule(format, FilePattern.of(FOLDER + name), Set.of());
  }

  private Choice choose(String visit, PersonId person) throws IOException {
    new NativeHospital().export(export);
    var later = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1));
    var part =
        new Part(
            "hospital-third",
            List.of(visit),
            new DateRange(LocalDate.of(2026, 9, 20), LocalDate.of(2026, 9, 26)),
            List.of(),
            Arrays.stream(Category.values()).map(Category::code).toList(),
            List.of(),
            false);
    var found =
        new FolderSource(export, RULES, Optional.empty(), later).find(new Wanted(part, person));
    assertThat(found.troubles()).isEmpty();
    assertThat(found.files()).hasSize(6);
    return new Chooser("hospital-third", new ProtectedRecords())
        .choose(found.files(), part, person);
  }

  @Test
  void allThatTheStayHasGoesUntouched() throws IOException {
    var choice = choose(NativeHospital.WANG_STAY, WANG);

    assertThat(choice.keptBack()).isEmpty();
    assertThat(choice.outgoing().stream().map(file -> file.document().format()))
        .containsExactlyInAnyOrder(
            "settlement-list",
            "fee-list",
            "front-page",
            "shared-document",
            "result-message",
            "invoice",
            "shown",
            "shown");
    assertThat(choice.outgoing()).allMatch(file -> file.withheld() == 0);
    assertThat(choice.seen().values())
        .hasSize(6)
        .allMatch(visits -> visits.contains(NativeHospital.WANG_STAY));
  }

  @Test
  void anotherPatientsStayBringsNothing() throws IOException {
    var choice = choose(NativeHospital.CHEN_STAY, WANG);

    assertThat(choice.outgoing()).isEmpty();
    assertThat(choice.keptBack()).hasSize(6);
  }

  @Test
  void theSameBytesAreWrittenAtEveryRun() throws IOException {
    var first = new TreeMap<String, byte[]>();
    for (Outgoing file : choose(NativeHospital.WANG_STAY, WANG).outgoing()) {
      first.put(file.document().name(), file.content().read());
    }

    new NativeHospital().export(export);
    for (Map.Entry<String, byte[]> file : first.entrySet()) {
      assertThat(
              Files.readAllBytes(
                  export
                      .resolve("202609")
                      .resolve(NativeHospital.WANG_STAY)
                      .resolve(file.getKey())))
          .isEqualTo(file.getValue());
    }
  }

  @Test
  void whatWasPaidAddsUp() {
    for (NativeStay stay : NativeHospital.stays()) {
      assertThat(stay.pooled().add(stay.selfPay()).add(stay.outOfScope()))
          .isEqualByComparingTo(stay.total());
      assertThat(NativeStay.ACCOUNT.add(stay.cash()))
          .isEqualByComparingTo(stay.selfPay().add(stay.outOfScope()));
    }
  }
}
