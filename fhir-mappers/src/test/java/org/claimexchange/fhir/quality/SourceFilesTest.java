package org.claimexchange.fhir.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.claimexchange.fhir.category.Category;
import org.claimexchange.fhir.quality.QualityRemark.Rule;
import org.claimexchange.fhir.records.MapperOf;
import org.claimexchange.fhir.scope.ScopeFilter;
import org.claimexchange.fhir.source.FileRemarks;
import org.claimexchange.fhir.source.Joined;
import org.claimexchange.fhir.source.Limits;
import org.claimexchange.fhir.source.MapOutcome.Mapped;
import org.claimexchange.fhir.source.Remark;
import org.claimexchange.fhir.source.SourceFile;
import org.claimexchange.model.consent.DateRange;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.VisitKind;
import org.claimexchange.model.person.IdSystem;
import org.claimexchange.model.person.PersonId;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;

/** What the mappers remark of a file, in the report that travels with the claim. */
class SourceFilesTest {
  private static final Path RECORDS = Path.of("src/test/resources/records");

  @Test
  void anUnknownCodeOfAFileIsToldByItsFieldAndNotByItsValue() throws IOException {
    var mapped = mapped("settlement-list", "27-unknown-class.json");

    var report = report(mapped, everything(), List.of(mapped.fileRemarks()));

    var told = of(report, Rule.UNKNOWN_CODE);
    assertThat(told).isNotEmpty();
    assertThat(told.getFirst().chinese()).startsWith("来源文件字段 input.iteminfo.med_chrgitm：");
    var values = mapped.remarks().stream().map(Remark::value).filter(v -> !v.isEmpty()).toList();
    assertThat(values).isNotEmpty();
    assertThat(told).noneMatch(r -> values.stream().anyMatch(v -> r.chinese().contains("：" + v)));
    assertThat(QualityOutcome.remarks(QualityOutcome.of(report))).containsAll(told);
  }

  @Test
  void aFileThatWasWithheldSaysNothing() throws IOException {
    var mapped = mapped("settlement-list", "27-unknown-class.json");

    var report = report(mapped, part(List.of("visit")), List.of(mapped.fileRemarks()));

    assertThat(mapped.remarks()).isNotEmpty();
    assertThat(report.remarks()).noneMatch(r -> r.chinese().startsWith("来源文件"));
  }

  @Test
  void aFieldThatManyRowsRepeatIsOneLineWithItsCount() throws IOException {
    var mapped = mapped("fee-list-csv", "01-chinese-header.csv");
    var rows =
        IntStream.range(0, 300)
            .mapToObj(i -> new Remark(Remark.Kind.UNKNOWN_CODE, "row[" + i + "].甲乙丙", i, "丁"))
            .toList();

    var report = report(mapped, everything(), List.of(with(mapped, rows, 0)));

    assertThat(of(report, Rule.UNKNOWN_CODE))
        .extracting(QualityRemark::chinese)
        .containsExactly("来源文件字段 row.甲乙丙：代码不在公布的代码表中，按原文保留（共 300 处）。");
  }

  @Test
  void whatIsLeftOffIsCounted() throws IOException {
    var mapped = mapped("fee-list-csv", "01-chinese-header.csv");
    var fields =
        IntStream.range(0, SourceFiles.MOST_LINES + 7)
            .mapToObj(i -> new Remark(Remark.Kind.PLACEHOLDER, "field" + i, 1, "-"))
            .toList();

    var report = report(mapped, everything(), List.of(with(mapped, fields, 13)));

    assertThat(of(report, Rule.PLACEHOLDER)).hasSize(SourceFiles.MOST_LINES);
    assertThat(of(report, Rule.LEFT_OFF))
        .extracting(QualityRemark::chinese)
        .containsExactly("来源文件另有 20 处问题，未逐条列出。");
  }

  @Test
  void twoFilesThatContradictEachOtherAreToldOnce() throws IOException {
    var list = mapped("settlement-list", "01-stay.json");
    var fees = mapped("fee-list-csv", "01-chinese-header.csv");
    var joined = Joined.of(List.of(list, fees, fees));
    var part = everything();
    var scoped = new ScopeFilter().filter(joined.resources(), part, person(list));

    var report = QualityCheck.check(scoped, part, joined.files());

    assertThat(of(report, Rule.CONTRADICTION))
        .extracting(QualityRemark::chinese)
        .contains("来源文件字段 Encounter.period.start：与同一来源的其他内容不一致。");
  }

  @Test
  void aFileHoldsAtMostAThousandRemarksAndCountsTheRest() throws IOException {
    var text = Files.readString(RECORDS.resolve("fee-list-json/29-unknown-grade.json"));
    var extra =
        IntStream.range(0, Limits.MOST_REMARKS + 500)
            .mapToObj(i -> "\"own_" + i + "\" : \"1\"")
            .collect(Collectors.joining(",", "{", ","));

    var mapped = map("fee-list-json", text.replaceFirst("\\{", extra));

    assertThat(mapped.remarks()).hasSize(Limits.MOST_REMARKS);
    assertThat(mapped.remarksLeftOff()).isGreaterThanOrEqualTo(500);
    assertThat(mapped.fileRemarks().leftOff()).isEqualTo(mapped.remarksLeftOff());
  }

  private static FileRemarks with(Mapped mapped, List<Remark> remarks, int leftOff) {
    return new FileRemarks(mapped.fileRemarks().document(), remarks, leftOff);
  }

  private static List<QualityRemark> of(QualityReport report, Rule rule) {
    return report.remarks().stream()
        .filter(remark -> remark.rule() == rule && remark.place().equals("DocumentReference"))
        .toList();
  }

  private static QualityReport report(Mapped mapped, Part part, List<FileRemarks> files) {
    var scoped = new ScopeFilter().filter(mapped.resources(), part, person(mapped));
    return QualityCheck.check(scoped, part, files);
  }

  private static PersonId person(Mapped mapped) {
    return mapped.resources().stream()
        .filter(Patient.class::isInstance)
        .map(patient -> ((Patient) patient).getIdentifierFirstRep().getValue())
        .map(number -> new PersonId(IdSystem.RESIDENT_ID, number))
        .findFirst()
        .orElseThrow();
  }

  private static Part everything() {
    return part(Arrays.stream(Category.values()).map(Category::code).toList());
  }

  private static Part part(List<String> categories) {
    return new Part(
        "hospital-1",
        List.of(),
        new DateRange(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31)),
        List.of(VisitKind.values()),
        categories,
        List.of(),
        false);
  }

  private static Mapped mapped(String format, String name) throws IOException {
    return map(format, Files.readString(RECORDS.resolve(format).resolve(name)));
  }

  private static Mapped map(String format, String text) {
    var file =
        new SourceFile("f", MapperOf.mediaType(format), text.getBytes(StandardCharsets.UTF_8));
    return (Mapped) MapperOf.format(format).map(file);
  }
}
