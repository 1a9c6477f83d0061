package org.claimexchange.fhir.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.claimexchange.fhir.scope.Records.MOTHER;
import static org.claimexchange.fhir.scope.Records.change;
import static org.claimexchange.fhir.scope.Records.diagnosis;
import static org.claimexchange.fhir.scope.Records.mother;
import static org.claimexchange.fhir.scope.Records.part;
import static org.claimexchange.fhir.scope.Records.stay;
import static org.claimexchange.fhir.scope.Records.to;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.claimexchange.fhir.sample.GeneratedDoc;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScopeFilterTest {
  private static final FhirContext FHIR = FhirContext.forR4();
  private final ScopeFilter filter = new ScopeFilter();

  static Stream<Row> rows() {
    return ScopeTable.rows().stream();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void eachRowOfTheTableHolds(Row row) {
    var scoped = filter.filter(row.pulled(), row.part(), MOTHER);

    var kept = scoped.kept().stream().map(References::key).toList();
    if (row.reason().isEmpty()) {
      assertThat(kept).contains(References.key(row.judged()));
    } else {
      assertThat(kept).doesNotContain(References.key(row.judged()));
      assertThat(scoped.findings())
          .contains(new Finding(row.judged().fhirType(), row.reason().get()));
    }
  }

  @Test
  void theTableIsThePageInTheDocs() throws IOException {
    var table =
        ScopeTable.rows().stream()
            .map(row ->
                "| %s | %s | %s | %s |"
                    .formatted(
                        row.record(),
                        row.grant(),
                        row.reason().map(reason -> "no: `" + reason + "`").orElse("**yes**"),
                        row.why()))
            .collect(
                Collectors.joining(
                    "\n", "| record | grant | kept | why |\n|---|---|---|---|\n", "\n"));

    GeneratedDoc.check(Path.of("../docs/scope-filter.md"), table);
  }

  @Test
  void whatIsWithheldLooksTheSameAsWhatDoesNotExist() {
    var withIt = List.of(mother(), twoDiagnoses(), appendicitis(), depression());
    var without = List.of(mother(), twoDiagnoses(), appendicitis());

    assertThat(json(filter.filter(withIt, part(), MOTHER)))
        .isEqualTo(json(filter.filter(without, part(), MOTHER)))
        .doesNotContain("抑郁", "F32", "Condition/f");
  }

  @Test
  void narrativeContainedExtensionsTagsAndDisplaysAreLeftBehind() {
    var condition = appendicitis();
    condition.setText(new Narrative().setStatus(Narrative.NarrativeStatus.GENERATED));
    condition.getText().setDivAsString("<div xmlns='http://www.w3.org/1999/xhtml'>secret-1</div>");
    condition.addContained(change(new Observation(), o -> o.setId("#o")));
    condition.addExtension("https://his.example/secret-2", new StringType("secret-2"));
    condition.getMeta().addTag("https://his.example", "secret-3", "secret-3");
    condition.addIdentifier().setSystem("https://his.example").setValue("secret-4");
    condition.getSubject().setDisplay("secret-5").getIdentifier().setValue("secret-6");
    condition.addNote().setText("secret-7");
    condition.getCode().addExtension("https://his.example/secret-8", new StringType("secret-8"));
    condition.addEvidence().addDetail(new Reference("Observation/secret-9"));

    var scoped = filter.filter(List.of(mother(), stay(), condition), part(), MOTHER);

    assertThat(scoped.ofType(Condition.class)).hasSize(1);
    assertThat(json(scoped)).doesNotContain("secret", "contained", "div");
  }

  @Test
  void thePersonIsMinimised() {
    var patient = mother();
    patient.addTelecom().setValue("13800000000");
    patient.addAddress().setText("上海市示范路1号");
    patient.addIdentifier().setSystem("urn:oid:2.16.156.10011.1.13").setValue("BA0001");
    patient.addLink().setOther(to("Patient", "newborn"));
    patient.addContact().getName().setText("赵某");

    var scoped = filter.filter(List.of(patient, stay()), part(), MOTHER);

    var kept = scoped.ofType(Patient.class).getFirst();
    assertThat(kept.getName().getFirst().getText()).isEqualTo("孙小燕");
    assertThat(json(scoped))
        .contains(MOTHER.number())
        .doesNotContain("13800000000", "示范路", "BA0001", "newborn", "赵某");
  }

  @Test
  void aReasonForAVisitNeedsTheTickForDiagnoses() {
    var visit = stay();
    visit.addReasonCode(Records.concept("http://hl7.org/fhir/sid/icd-10", "K35.8", "急性阑尾炎"));
    var visitOnly = part(List.of("visit"), List.of(), false);

    assertThat(json(filter.filter(List.of(mother(), visit), visitOnly, MOTHER)))
        .doesNotContain("K35", "阑尾炎");
    assertThat(json(filter.filter(List.of(mother(), visit), part(), MOTHER))).contains("K35.8");
  }

  @Test
  void theSameRecordOnTwoPagesIsOneRecordButTwoContentsAreNeither() {
    var other = diagnosis("c", "K80.1", "胆囊结石");

    var twice =
        filter.filter(List.of(mother(), stay(), appendicitis(), appendicitis()), part(), MOTHER);
    var differing = filter.filter(List.of(mother(), stay(), appendicitis(), other), part(), MOTHER);

    assertThat(twice.ofType(Condition.class)).hasSize(1);
    assertThat(differing.ofType(Condition.class)).isEmpty();
    assertThat(differing.findings()).contains(new Finding("Condition", DropReason.AMBIGUOUS));
  }

  @Test
  void theArgumentsAreNotChanged() {
    List<Resource> pulled = List.of(mother(), twoDiagnoses(), appendicitis(), depression());
    var before = pulled.stream().map(ScopeFilterTest::json).toList();

    filter.filter(pulled, part(), MOTHER);

    assertThat(pulled.stream().map(ScopeFilterTest::json)).isEqualTo(before);
  }

  private static Encounter twoDiagnoses() {
    var visit = stay();
    visit.addDiagnosis().setCondition(new Reference("Condition/c").setDisplay("急性阑尾炎"));
    visit.addDiagnosis().setCondition(new Reference("Condition/f").setDisplay("抑郁发作"));
    return visit;
  }

  private static Condition appendicitis() {
    return diagnosis("c", "K35.8", "急性阑尾炎");
  }

  private static Condition depression() {
    return diagnosis("f", "F32.1", "抑郁发作");
  }

  private static String json(Scoped scoped) {
    return scoped.kept().stream().map(ScopeFilterTest::json).collect(Collectors.joining("\n"));
  }

  private static String json(Resource resource) {
    return FHIR.newJsonParser().encodeResourceToString(resource);
  }
}
