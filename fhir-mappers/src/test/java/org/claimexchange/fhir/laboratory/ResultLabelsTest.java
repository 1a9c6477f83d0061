package org.claimexchange.fhir.laboratory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.claimexchange.fhir.records.MapperOf;
import org.claimexchange.fhir.source.MapOutcome.Mapped;
import org.claimexchange.fhir.source.SourceFile;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DocumentReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file as a whole is as protected as the most telling word in it. */
class ResultLabelsTest {
  private static final Path RECORD =
      Path.of("src/test/resources/records/result-message/36-protected-test.hl7");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "OBX|6|CE|CS1^初筛结果^99LIS||R1^HIV-1抗体阳性^99LIS||||||F",
        "OBX|6|ST|CS1^初筛结果^99LIS||HIV抗体阳性||||||F",
        "OBX|6|NM|CS1^初筛结果^99LIS||3.1|S/CO|||||F\rNTE|1||HIV抗体待确证",
        "OBX|6|ED|PDF^HIV抗体确证报告^L||^application^pdf^Base64^JVBERi0xLjQKJSVFT0YK||||||F"
      })
  void whatAResultSaysLabelsTheFileTheSameAsItsName(String segment) throws IOException {
    assertThat(labels(harmless() + segment + "\r")).contains("HIV");
  }

  @Test
  void aFileWithoutSuchAWordHasNoLabel() throws IOException {
    assertThat(labels(harmless())).isEmpty();
  }

  private static String harmless() throws IOException {
    String record = Files.readString(RECORD);
    return record.replace("HIVAB^HIV抗体^99LIS", "6690-2^白细胞计数^LN");
  }

  private static java.util.List<String> labels(String message) {
    var outcome =
        MapperOf.format("result-message")
            .map(
                new SourceFile(
                    "result.hl7",
                    MapperOf.mediaType("result-message"),
                    message.getBytes(StandardCharsets.UTF_8)));
    assertThat(outcome).isInstanceOf(Mapped.class);
    return ((Mapped) outcome)
        .resources().stream()
            .filter(DocumentReference.class::isInstance)
            .flatMap(one -> one.getMeta().getSecurity().stream())
            .map(Coding::getCode)
            .toList();
  }
}
