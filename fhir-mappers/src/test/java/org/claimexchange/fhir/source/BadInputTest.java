package org.claimexchange.fhir.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.claimexchange.fhir.records.MapperOf;
import org.claimexchange.fhir.source.MapOutcome.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes, the answer is a precise reason, and nothing of the file. */
class BadInputTest {
  private static final Path RECORDS = Path.of("src/test/resources/records");
  private static final int TEN_MEGABYTES = 10 * 1024 * 1024;

  @ParameterizedTest
  @CsvSource({
    "settlement-list, psn_name, input.setlinfo.psn_name",
    "fee-list-json, medins_list_name, feedetail[0].medins_list_name",
  })
  void aFieldOfTenMegabytesIsNamedInJson(String format, String field, String path)
      throws IOException {
    var text = first(format);
    int at = text.indexOf('"', text.indexOf(':', text.indexOf("\"" + field + "\"")) + 1) + 1;

    var refused = refused(format, insert(text, at, "长".repeat(TEN_MEGABYTES / 3)));

    assertThat(refused.problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.defect()).isEqualTo(Defect.FIELD_TOO_LONG);
          assertThat(problem.path()).isEqualTo(path);
          assertThat(problem.line()).isEqualTo(lineAt(text, at));
        });
  }

  @ParameterizedTest
  @CsvSource({
    "invoice, <InvoicingPartyName>, EInvoice.EInvoiceData.Main.InvoicingParty.InvoicingPartyName",
    "shared-document, <title>, ClinicalDocument.title",
  })
  void aFieldOfTenMegabytesIsNamedInXml(String format, String element, String path)
      throws IOException {
    var text = first(format);
    int at = text.indexOf(element) + element.length();

    var refused = refused(format, insert(text, at, "长".repeat(TEN_MEGABYTES / 3)));

    assertThat(refused.problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.defect()).isEqualTo(Defect.FIELD_TOO_LONG);
          assertThat(problem.path()).isEqualTo(path);
        });
  }

  /** A file may carry a person's name where a field's name belongs. */
  @ParameterizedTest
  @CsvSource({
    "settlement-list, input.setlinfo.[unknown field]",
    "fee-list-json, feedetail[0].[unknown field]",
    "fee-list-csv, [unknown field]",
    "front-page, [unknown field]",
    "invoice, EInvoice.EInvoiceData.Main.[unknown field]",
    "shared-document, ClinicalDocument.[unknown field]",
  })
  void aNameThatTheFileMadeUpStandsInNoPath(String format, String path) throws IOException {
    var text = first(format);
    var filling = "长".repeat(2 * 1024 * 1024);
    var named =
        switch (format) {
          case "settlement-list" -> before(text, "\"psn_name\"", "\"王建国\" : \"" + filling + "\", ");
          case "fee-list-json" ->
              before(text, "\"medins_list_name\"", "\"王建国\" : \"" + filling + "\", ");
          case "fee-list-csv", "front-page" -> withColumn(text, "王建国", filling);
          case "invoice" -> before(text, "<EInvoiceName>", "<王建国>" + filling + "</王建国>");
          default -> before(text, "<title>", "<王建国>" + filling + "</王建国>");
        };

    var refused = refused(format, named);

    assertThat(refused.problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.defect()).isEqualTo(Defect.FIELD_TOO_LONG);
          assertThat(problem.path()).isEqualTo(path);
          assertThat(problem.text()).doesNotContain("王建国");
        });
  }

  @ParameterizedTest
  @CsvSource({"fee-list-csv", "front-page"})
  void aColumnThatComesTwiceIsNotNamedWhereNoListHasIt(String format) throws IOException {
    var refused = refused(format, withColumn(withColumn(first(format), "王建国", "1"), "王建国", "2"));

    assertThat(refused.problems())
        .containsExactly(new Problem(Defect.DUPLICATE, "[unknown field]", 1, "each column once"));
  }

  @Test
  void aSegmentThatTheSenderMadeUpIsNotNamed() throws IOException {
    var refused =
        refused("result-message", first("result-message") + "LIW|" + "长".repeat(70_000) + "\r");

    assertThat(refused.problems().getFirst().path()).isEqualTo("[unknown segment][1]-1");
  }

  private static String before(String text, String mark, String inserted) {
    int at = text.indexOf(mark);
    assertThat(at).isPositive();
    return text.substring(0, at) + inserted + text.substring(at);
  }

  private static String withColumn(String csv, String name, String value) {
    var rows = csv.split("\r?\n");
    var text = new StringBuilder(rows[0] + "," + name + "\n");
    for (int i = 1; i < rows.length; i++) {
      text.append(rows[i]).append(",").append(value).append("\n");
    }
    return text.toString();
  }

  @ParameterizedTest
  @CsvSource({"fee-list-csv, 普通病房床位费, medins_list_name", "front-page, 上海市样例路, XZZ"})
  void aFieldOfTenMegabytesIsNamedInCsv(String format, String value, String path)
      throws IOException {
    var text = first(format);

    var refused = refused(format, insert(text, text.indexOf(value), "长".repeat(TEN_MEGABYTES / 3)));

    assertThat(refused.problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.defect()).isEqualTo(Defect.FIELD_TOO_LONG);
          assertThat(problem.path()).isEqualTo(path);
          assertThat(problem.line()).isEqualTo(2);
        });
  }

  @Test
  void aFieldOfTenMegabytesIsNamedInAMessage() throws IOException {
    var text = first("result-message");

    var refused =
        refused(
            "result-message", insert(text, text.indexOf("白细胞计数"), "长".repeat(TEN_MEGABYTES / 3)));

    assertThat(refused.problems().getFirst().text())
        .isEqualTo("FIELD_TOO_LONG at OBX[1]-3, line 5: expected at most 65536 characters");
  }

  @ParameterizedTest
  @MethodSource("org.claimexchange.fhir.records.MapperOf#formats")
  void aFileAboveTheLimitIsNotRead(String format) {
    var refused = refused(format, "1".repeat(65 * 1024 * 1024));

    assertThat(refused.problems().getFirst().defect()).isEqualTo(Defect.TOO_LARGE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "settlement-list; '{\"a\":['; '[],'",
        "fee-list-csv; 'psn_name'; ','",
        "invoice; '<EInvoice>'; '<a/>'",
        "result-message; 'MSH|^~\\&|a|b|c|d|e||ORU^R01|1|P|2.5\rPID|'; '~^'",
        "result-message; 'MSH|^~\\&|a|b|c|d|e||ORU^R01|1|P|2.5\rPID|'; '|'"
      })
  void millionsOfNothingsAreNotHeld(String format, String begin, String nothing) {
    var refused = refused(format, begin + nothing.repeat(TEN_MEGABYTES / nothing.length()) + "\n");

    assertThat(refused.problems())
        .singleElement()
        .satisfies(
            problem -> assertThat(problem.defect()).isIn(Defect.TOO_LARGE, Defect.FIELD_TOO_LONG));
  }

  @ParameterizedTest
  @MethodSource("org.claimexchange.fhir.records.MapperOf#formats")
  void anEmptyFileIsRefused(String format) {
    assertThat(refused(format, "").problems()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("org.claimexchange.fhir.records.MapperOf#formats")
  void aFileCutAnywhereIsRefusedOrSaysWhatItWouldHaveSaidWhole(String format) throws IOException {
    byte[] whole = Files.readAllBytes(firstFile(format));
    var mapper = MapperOf.format(format);
    int step = Math.max(1, whole.length / 150);

    for (int length = 1; length < whole.length - 2; length += step) {
      byte[] cut = java.util.Arrays.copyOf(whole, length);
      var outcome = mapper.map(new SourceFile("cut", MapperOf.mediaType(format), cut));
      boolean betweenRecords = cut[length - 1] == '\n' || cut[length - 1] == '\r';

      // A CSV or message that ends behind a record is whole as far as anybody can tell.
      if (!betweenRecords) {
        assertThat(outcome).as("cut at " + length).isInstanceOf(Refused.class);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.claimexchange.fhir.records.MapperOf#formats")
  void noProblemHoldsAnythingOfTheFile(String format) throws IOException {
    try (var files = Files.list(RECORDS.resolve(format))) {
      for (Path file : files.filter(f -> !f.toString().endsWith(".expected")).toList()) {
        var outcome =
            MapperOf.format(format)
                .map(new SourceFile("f", MapperOf.mediaType(format), Files.readAllBytes(file)));
        if (outcome instanceof Refused refused) {
          assertThat(refused.problems())
              .allSatisfy(problem ->
                  assertThat(problem.text())
                      .doesNotContain("王", "示范", "310101", "胆囊", "壹佰", "HYPERLINK", "发热"));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "Big5", "Shift_JIS"})
  void otherEncodingsAreRefused(String charset) {
    var text = "{\"setlinfo\":{\"psn_name\":\"外科門診部財團法人醫院\"}}";

    var refused = refused("settlement-list", text.getBytes(Charset.forName(charset)));

    assertThat(refused.problems().getFirst().defect()).isEqualTo(Defect.ENCODING);
  }

  @Test
  void latin1IsRefused() {
    var refused =
        refused(
            "settlement-list",
            "{\"a\":\"é à ü ß François Müller\"}".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(refused.problems().getFirst().defect()).isEqualTo(Defect.ENCODING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"王建国", "司马喆", "𠮷田", "冠状动脉粥样硬化性心脏病，不稳定型心绞痛", "Müller 先生在外科住院治疗"})
  void gb18030IsDetected(String text) throws RefusedException {
    var gb18030 = Charset.forName("GB18030");
    var filling = text + "，上海市示范第一医院普外科出院小结";

    var read =
        SourceText.of(
            new SourceFile("f", "text/plain", filling.getBytes(gb18030)), Limits.STRUCTURED);

    assertThat(read.text()).isEqualTo(filling);
    assertThat(read.charset()).isEqualTo(gb18030);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "=1+1 | true",
        "@SUM(A1) | true",
        "+cmd | true",
        "-2+3 | true",
        "＝1 | true",
        "＠A1 | true",
        "' =1' | true",
        "-12.50 | false",
        "+3 | false",
        "- | false",
        "-- | false",
        "5%葡萄糖 | false",
        "a=b | false",
        "'' | false"
      })
  void aFormulaIsToldFromANumberAndAFiller(String cell, boolean formula) {
    assertThat(CsvTable.isFormula(cell)).isEqualTo(formula);
  }

  private static Refused refused(String format, String text) {
    return refused(format, text.getBytes(StandardCharsets.UTF_8));
  }

  private static Refused refused(String format, byte[] bytes) {
    var outcome =
        MapperOf.format(format).map(new SourceFile("f", MapperOf.mediaType(format), bytes));
    assertThat(outcome).isInstanceOf(Refused.class);
    return (Refused) outcome;
  }

  private static String insert(String text, int at, String what) {
    return text.substring(0, at) + what + text.substring(at);
  }

  private static int lineAt(String text, int at) {
    return 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
  }

  private static String first(String format) throws IOException {
    return Files.readString(firstFile(format));
  }

  private static Path firstFile(String format) throws IOException {
    try (var files = Files.list(RECORDS.resolve(format))) {
      return files
          .filter(f -> !f.toString().endsWith(".expected"))
          .sorted()
          .findFirst()
          .orElseThrow();
    }
  }
}
