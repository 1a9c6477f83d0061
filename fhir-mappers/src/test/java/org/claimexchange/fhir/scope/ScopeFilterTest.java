package org.claimexchange.fhir.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.claimexchange.fhir.scope.Records.MOTHER;
import static org.claimexchange.fhir.scope.Records.change;
import static org.claimexchange.fhir.scope.Records.diagnosis;
import static org.claimexchange.fhir.scope.Records.fee;
import static org.claimexchange.fhir.scope.Records.invoice;
import static org.claimexchange.fhir.scope.Records.labelled;
import static org.claimexchange.fhir.scope.Records.mother;
import static org.claimexchange.fhir.scope.Records.operation;
import static org.claimexchange.fhir.scope.Records.part;
import static org.claimexchange.fhir.scope.Records.stay;
import static org.claimexchange.fhir.scope.Records.to;
import static org.claimexchange.fhir.scope.TableRecords.document;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.claimexchange.fhir.sample.GeneratedDoc;
import org.hl7.fhir.r4.model.ChargeItem;
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
  void aProtectedDiagnosisThatComesTwiceWithTwoDatesStillProtectsWhatItTellsOf() {
    var first = diagnosis("hiv", "B24.x00", "艾滋病");
    var second = change(first.copy(), c -> c.setRecordedDate(new Date(1_790_000_000_000L)));
    var operation = operation("o", "38.9300", "静脉导管插入术");
    operation.addReasonReference(to("Condition", "hiv"));
    List<Resource> pulled =
        List.of(mother(), stay(), first, second, operation, document("C0053"), appendicitis());

    var scoped = filter.filter(pulled, part(), MOTHER);

    assertThat(scoped.findings())
        .containsExactlyInAnyOrder(
            new Finding("Condition", DropReason.AMBIGUOUS),
            new Finding("Procedure", DropReason.PROTECTED),
            new Finding("DocumentReference", DropReason.PROTECTED));
    assertThat(json(scoped)).contains("K35.8").doesNotContain("B24", "艾滋", "静脉导管");
  }

  @Test
  void theProtectionOfEitherContentCounts() {
    var plain = diagnosis("c", "K80.1", "胆囊结石");
    var labelled = labelled(diagnosis("c", "K80.1", "胆囊结石"), "PSY");

    for (List<Condition> both : List.of(List.of(plain, labelled), List.of(labelled, plain))) {
      var pulled = Stream.concat(Stream.of(mother(), stay(), document("C0053")), both.stream());

      assertThat(filter.filter(pulled.toList(), part(), MOTHER).findings())
          .contains(new Finding("DocumentReference", DropReason.PROTECTED));
    }
  }

  @Test
  void aLineThatComesTwiceWithTwoContentsBreaksItsBillEvenWhereOneIsInError() {
    var line = fee("f", "普通病房床位费", "55.00");
    var dearer = fee("f", "普通病房床位费", "65.00");
    var inError = line.copy().setStatus(ChargeItem.ChargeItemStatus.ENTEREDINERROR);
    var other = fee("g", "血常规", "20.00");

    for (Resource again : List.of(dearer, inError)) {
      var pulled = List.of(mother(), stay(), line, again, other, invoice("i", "75.00", "f", "g"));

      assertThat(filter.filter(pulled, part(), MOTHER).findings())
          .containsExactlyInAnyOrder(
              new Finding("ChargeItem", DropReason.AMBIGUOUS),
              new Finding("ChargeItem", DropReason.BILL_NOT_WHOLE),
              new Finding("Invoice", DropReason.BILL_NOT_WHOLE));
    }
  }

  @Test
  void whatRefersToARecordOfWhichOneContentIsAnothersIsAnothersToo() {
    var hers = diagnosis("c", "K35.8", "急性阑尾炎");
    var others = diagnosis("c", "K35.8", "急性阑尾炎").setSubject(to("Patient", "newborn"));
    var operation = operation("o", "47.0100", "腹腔镜下阑尾切除术");
    operation.addReasonReference(to("Condition", "c"));

    var scoped = filter.filter(List.of(mother(), stay(), hers, others, operation), part(), MOTHER);

    assertThat(scoped.findings())
        .containsExactlyInAnyOrder(
            new Finding("Condition", DropReason.OTHER_PERSON),
            new Finding("Procedure", DropReason.OTHER_PERSON));
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
