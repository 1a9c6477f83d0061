package org.claimexchange.fhir.source;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.claimexchange.fhir.records.MapperOf;

/**
 * Whatever bytes come, a mapper answers. In a build the samples beside it are run; with {@code
 * JAZZER_FUZZ=1} new ones are looked for, one format at a time.
 */
class MapperFuzzTest {
  private static final SourceMapper SETTLEMENT = MapperOf.format("settlement-list");
  private static final SourceMapper FEES = MapperOf.format("fee-list-csv");
  private static final SourceMapper FRONT_PAGE = MapperOf.format("front-page");
  private static final SourceMapper DOCUMENT = MapperOf.format("shared-document");
  private static final SourceMapper RESULTS = MapperOf.format("result-message");
  private static final SourceMapper INVOICE = MapperOf.format("invoice");

  @FuzzTest(maxDuration = "2m")
  void settlementList(byte[] bytes) {
    map(SETTLEMENT, bytes);
  }

  @FuzzTest(maxDuration = "2m")
  void feeList(byte[] bytes) {
    map(FEES, bytes);
  }

  @FuzzTest(maxDuration = "2m")
  void frontPage(byte[] bytes) {
    map(FRONT_PAGE, bytes);
  }

  @FuzzTest(maxDuration = "2m")
  void sharedDocument(byte[] bytes) {
    map(DOCUMENT, bytes);
  }

  @FuzzTest(maxDuration = "2m")
  void resultMessage(byte[] bytes) {
    map(RESULTS, bytes);
  }

  @FuzzTest(maxDuration = "2m")
  void invoice(byte[] bytes) {
    map(INVOICE, bytes);
  }

  private static void map(SourceMapper mapper, byte[] bytes) {
    switch (mapper.map(new SourceFile("f", "application/octet-stream", bytes))) {
      case MapOutcome.Refused refused -> {
        if (refused.problems().isEmpty()) {
          throw new AssertionError("refused without a reason");
        }
        refused.problems().forEach(problem -> problem.text());
      }
      case MapOutcome.Mapped mapped -> {
        if (mapped.resources().stream().anyMatch(resource -> !resource.hasId())) {
          throw new AssertionError("a record without an id");
        }
      }
    }
  }
}
