package org.claimexchange.fhir.laboratory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.claimexchange.fhir.format.SourceFormat;
import org.claimexchange.fhir.protection.ProtectedRecords;
import org.claimexchange.fhir.source.MapOutcome.Mapped;
import org.claimexchange.fhir.source.SourceFile;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

/** Two results are two records, and one result is one, whichever message it comes in. */
class ResultIdsTest {
  private static final String HEAD =
      """
      MSH|^~\\&|LIS|示范第一医院^12345678-9|CE|CE|20260301100000||ORU^R01^ORU_R01|%s|P|2.5|||||CHN|UNICODE UTF-8
      PID|1||31010119680412997X^^^^NI||王^建国||19680412|M
      PV1|1|I|普外科||||||||||||||||ZY2026000000|||||||||||||||||||||||||20260301092000
      """;
  private static final String GLUCOSE =
      """
      OBR|1|%s||GLU^血糖^L|||%s|||||||||||||||20260301100000||LAB|F
      OBX|1|NM|GLU^葡萄糖^L||%s|mmol/L^^UCUM|||||F
      """;

  @Test
  void twoReportsWithoutOrderNumbersAreTwoEvenWhereTheyTestTheSame() {
    var mapped =
        map(
            "M1",
            GLUCOSE.formatted("", "20260301080000", "5.1"),
            GLUCOSE.formatted("", "20260301080000", "7.9"));

    assertThat(ids(mapped, Observation.class)).hasSize(2).doesNotHaveDuplicates();
    assertThat(ids(mapped, DiagnosticReport.class)).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void twoBatteriesOfOneOrderAreTwo() {
    var mapped =
        map(
            "M1",
            GLUCOSE.formatted("A1", "20260301080000", "5.1"),
            GLUCOSE.formatted("A1", "20260301140000", "7.9"));

    assertThat(ids(mapped, Observation.class)).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void resultsWithoutOrderNumbersInTwoMessagesAreTwo() {
    var first = map("M1", GLUCOSE.formatted("", "", "5.1"));
    var second = map("M2", GLUCOSE.formatted("", "", "7.9"));

    assertThat(ids(first, Observation.class))
        .doesNotContainAnyElementsOf(ids(second, Observation.class));
  }

  @Test
  void aResultThatIsSentAgainAloneIsTheSameRecord() {
    var both =
        map(
            "M1",
            GLUCOSE.formatted("A1", "20260301080000", "5.1"),
            GLUCOSE.formatted("A2", "20260302080000", "7.9"));
    var again = map("M2", GLUCOSE.formatted("A2", "20260302080000", "7.9"));

    assertThat(ids(again, Observation.class))
        .containsExactly(ids(both, Observation.class).getLast());
    assertThat(ids(again, DiagnosticReport.class))
        .containsExactly(ids(both, DiagnosticReport.class).getLast());
  }

  private static List<String> ids(Mapped mapped, Class<? extends Resource> type) {
    return mapped.resources().stream()
        .filter(type::isInstance)
        .map(resource -> resource.getIdElement().getIdPart())
        .toList();
  }

  private static Mapped map(String control, String... reports) {
    var text = (HEAD.formatted(control) + String.join("", reports)).replace("\n", "\r");
    var file =
        new SourceFile("r.hl7", "x-application/hl7-v2+er7", text.getBytes(StandardCharsets.UTF_8));
    return (Mapped)
        SourceFormat.RESULT_MESSAGE.mapper("hospital-1", new ProtectedRecords()).map(file);
  }
}
