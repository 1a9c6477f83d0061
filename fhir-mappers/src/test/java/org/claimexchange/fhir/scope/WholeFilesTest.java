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
import static org.claimexchange.fhir.scope.Records.otherStay;
import static org.claimexchange.fhir.scope.Records.part;
import static org.claimexchange.fhir.scope.Records.stay;
import static org.claimexchange.fhir.scope.Records.to;
import static org.claimexchange.fhir.scope.Records.with;
import static org.claimexchange.fhir.scope.TableRecords.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.claimexchange.fhir.category.Category;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.ProtectedKind;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Immunization;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Specimen;
import org.junit.jupiter.api.Test;

/** Which files go as they are: a summary of the mother's stay, and what else stands in it. */
class WholeFilesTest {
  private static final String SUMMARY = "C0053";
  private static final List<String> SUMMARIES = List.of("discharge-summary");
  private static final List<String> ALL =
      Arrays.stream(Category.values()).map(Category::code).toList();

  private final DocumentReference summary = document(SUMMARY);

  private boolean goes(Part part, Resource... within) {
    return goes(part, List.of(), within);
  }

  /** Whether the summary goes, where it tells of some records and other files of others. */
  private boolean goes(Part part, List<Resource> elsewhere, Resource... within) {
    List<Resource> file = new ArrayList<>(List.of(mother(), stay()));
    file.addAll(List.of(within));
    file.add(summary);
    return judged(part, Stream.concat(file.stream(), elsewhere.stream()).toList())
        .mayTravel(summary, file);
  }

  private static WholeFiles judged(Part part, List<Resource> all) {
    return WholeFiles.of(new ScopeFilter(), all, part, MOTHER);
  }

  @Test
  void aFileGoesWhereAllInItPasses() {
    assertThat(goes(part(), diagnosis("c", "K35.800", "急性阑尾炎"), with(new Practitioner(), "d")))
        .isTrue();
  }

  @Test
  void theMappersRecordOfAFileSpeaksForItsCategories() {
    var summaries = part(SUMMARIES, List.of(), false);

    assertThat(goes(summaries, diagnosis("c", "K35.800", "急性阑尾炎"))).isTrue();
    assertThat(goes(part(List.of("diagnosis"), List.of(), false))).isFalse();
    assertThat(goes(part(List.of(), List.of(), false))).isFalse();
  }

  @Test
  void aFileStaysWhereARecordInItIsTheNewborns() {
    var misfiled = diagnosis("c", "P59.900", "新生儿黄疸");
    var others = diagnosis("c", "K35.800", "急性阑尾炎");
    others.setSubject(to("Patient", "newborn"));

    assertThat(goes(part(), misfiled)).isFalse();
    assertThat(goes(part(), others)).isFalse();
  }

  @Test
  void aFileStaysWhereARecordInItIsOfAnotherVisitOrOfNoKnownKind() {
    var earlier = diagnosis("c", "K35.800", "急性阑尾炎");
    earlier.setEncounter(to("Encounter", "other-stay"));

    assertThat(goes(part(), otherStay(), earlier)).isFalse();
    assertThat(goes(part(), with(new Immunization(), "v"))).isFalse();
  }

  @Test
  void aFileStaysWhereARecordInItIsProtectedAndItsKindIsNotTicked() {
    var operation = labelled(operation("o", "94.2700x001", "电休克治疗"), "PSY");

    assertThat(goes(part(), operation)).isFalse();
    assertThat(goes(part(ALL, List.of(ProtectedKind.MENTAL_HEALTH), false), operation)).isTrue();
  }

  @Test
  void aFileStaysWhereWhatServesItsRecordsIsAnothersAlthoughNothingRefersToIt() {
    var donors = change(with(new Specimen(), "s"), s -> s.setSubject(to("Patient", "donor")));

    assertThat(goes(part(), donors)).isFalse();
  }

  @Test
  void aBillInAFileGoesWholeOrTheFileStays() {
    var invoice = invoice("i", "55.00", "f");
    var line = fee("f", "普通病房床位费", "55.00");
    var tested = fee("f", "HIV抗体测定", "55.00");

    assertThat(goes(part(), List.of(line), invoice)).isTrue();
    assertThat(goes(part(), List.of(tested), invoice)).isFalse();
    assertThat(goes(part(ALL, List.of(), true), List.of(tested), invoice)).isTrue();
    // and: pieces of a category that was not granted hold back nothing
    assertThat(goes(part(SUMMARIES, List.of(), false), List.of(tested), invoice)).isTrue();
  }

  @Test
  void whatTwoFilesTellOtherwiseIsBelievedInItsTurn() {
    var first = diagnosis("c", "B24.x00", "艾滋病");
    var corrected = diagnosis("c", "K35.800", "急性阑尾炎");

    assertThat(goes(part(), List.of(first), corrected)).isFalse();
    assertThat(goes(part(), List.of(diagnosis("c", "K35.900", "急性阑尾炎")), corrected)).isTrue();
  }

  @Test
  void aRecordToldInMoreWaysThanAnybodyBelievesKeepsEveryFile() {
    List<Resource> told = new ArrayList<>();
    for (int i = 0; i < 17; i++) {
      told.add(
          change(
              diagnosis("c", "K35.800", "急性阑尾炎"),
              c -> c.setCode(new CodeableConcept().setText("炎"))));
    }

    assertThat(goes(part(), told.subList(0, 16))).isTrue();
    assertThat(goes(part(), told)).isFalse();
  }

  @Test
  void whereNothingSpeaksForAllOfAFileEveryRecordMustHaveBeenGranted() {
    List<Resource> file = List.of(mother(), stay(), diagnosis("c", "K35.800", "急性阑尾炎"), summary);
    var both = part(List.of("diagnosis", "discharge-summary"), List.of(), false);

    assertThat(judged(both, file).mayTravel(file)).isTrue();
    assertThat(judged(part(SUMMARIES, List.of(), false), file).mayTravel(file)).isFalse();
    assertThat(judged(part(), file).mayTravel(List.of())).isFalse();
  }
}
