package org.claimexchange.fhir.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.claimexchange.fhir.records.MapperOf;
import org.claimexchange.fhir.source.MapOutcome.Mapped;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

class JoinedTest {
  private static final Path RECORDS = Path.of("src/test/resources/records");

  @Test
  void anAdmissionNoteLearnsFromTheDischargeSummaryThatTheStayIsOver() throws IOException {
    var note = mapped("shared-document", "02-admission-note.xml");
    var summary = mapped("shared-document", "01-discharge-summary.xml");

    var joined = Joined.of(List.of(note, summary));

    var visit = only(joined, Encounter.class);
    assertThat(visit.getStatus()).isEqualTo(Encounter.EncounterStatus.FINISHED);
    assertThat(visit.getPeriod().getEndElement().getValueAsString()).startsWith("2026-06-08");
    assertThat(only(joined, Patient.class).getName()).hasSize(1);
    assertThat(joined.remarks()).isEmpty();
    assertThat(joined.digests()).containsExactly(note.sha256(), summary.sha256());
  }

  @Test
  void settlementListAndFeeListOfOneVisitShareIt() throws IOException {
    var joined =
        Joined.of(
            List.of(
                mapped("settlement-list", "01-stay.json"),
                mapped("fee-list-csv", "01-chinese-header.csv")));

    assertThat(joined.resources().stream().filter(Encounter.class::isInstance)).hasSize(1);
    assertThat(joined.resources().stream().filter(DocumentReference.class::isInstance)).hasSize(2);
    // They tell the stay's times, and the class's display, each in their own way.
    assertThat(joined.remarks()).extracting(Remark::path).contains("Encounter.period.start");
    assertThat(only(joined, Encounter.class).getPeriod().getStartElement().getValueAsString())
        .isEqualTo("2026-03-01T09:00:00+08:00");
  }

  @Test
  void theSameFileTwiceStandsOnce() throws IOException {
    var file = mapped("fee-list-json", "01-list.json");

    var joined = Joined.of(List.of(file, file));

    assertThat(joined.resources()).hasSameSizeAs(file.resources());
    assertThat(joined.remarks()).isEmpty();
  }

  @Test
  void aRecordWithTwoContentsStandsTwiceSoThatNeitherIsBelieved() throws IOException {
    var text = Files.readString(RECORDS.resolve("fee-list-json/01-list.json"));
    var other = text.replaceFirst("\"cnt\" : \"1\"", "\"cnt\" : \"2\"");

    var joined =
        Joined.of(
            List.of(
                mapped("fee-list-json", "01-list.json"),
                map("fee-list-json", other.getBytes(StandardCharsets.UTF_8))));

    var twice =
        joined.resources().stream()
            .filter(ChargeItem.class::isInstance)
            .map(Resource::getId)
            .toList();
    assertThat(twice.size() - twice.stream().distinct().count()).isEqualTo(1);
  }

  @Test
  void oneNumberUnderTwoNamesKeepsTheFirstAndSaysSo() throws IOException {
    var text = Files.readString(RECORDS.resolve("settlement-list/01-stay.json"));
    var other = text.replace("王建国", "王建囯");

    var joined =
        Joined.of(
            List.of(
                mapped("settlement-list", "01-stay.json"),
                map("settlement-list", other.getBytes(StandardCharsets.UTF_8))));

    assertThat(text).contains("王建国");
    assertThat(only(joined, Patient.class).getName())
        .extracting(name -> name.getText())
        .containsExactly("王建国");
    assertThat(joined.remarks())
        .filteredOn(remark -> remark.kind() == Remark.Kind.CONTRADICTION)
        .extracting(Remark::path)
        .containsExactly("Patient.name");
  }

  @Test
  void oneVisitWithTwoNumbersOfOneSystemKeepsTheFirstAndSaysSo() throws IOException {
    var text = Files.readString(RECORDS.resolve("settlement-list/01-stay.json"));
    var first = mapped("settlement-list", "01-stay.json");
    var number =
        first.resources().stream()
            .filter(Encounter.class::isInstance)
            .flatMap(visit -> ((Encounter) visit).getIdentifier().stream())
            .filter(id -> Systems.RECORD_NUMBER.equals(id.getSystem()))
            .findFirst()
            .orElseThrow()
            .getValue();
    var other = text.replace("\"" + number + "\"", "\"" + number + "9\"");

    var joined =
        Joined.of(List.of(first, map("settlement-list", other.getBytes(StandardCharsets.UTF_8))));

    assertThat(only(joined, Encounter.class).getIdentifier())
        .filteredOn(id -> Systems.RECORD_NUMBER.equals(id.getSystem()))
        .extracting(id -> id.getValue())
        .containsExactly(number);
    assertThat(joined.remarks()).extracting(Remark::path).contains("Encounter.identifier");
  }

  private static <T extends Resource> T only(Joined joined, Class<T> type) {
    var found = joined.resources().stream().filter(type::isInstance).map(type::cast).toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private static Mapped mapped(String format, String name) throws IOException {
    return map(format, Files.readAllBytes(RECORDS.resolve(format).resolve(name)));
  }

  private static Mapped map(String format, byte[] bytes) {
    return (Mapped)
        MapperOf.format(format).map(new SourceFile("f", MapperOf.mediaType(format), bytes));
  }
}
