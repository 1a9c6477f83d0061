package org.claimexchange.fhir.document;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.claimexchange.fhir.claim.ClaimCase;
import org.claimexchange.fhir.claim.Party;
import org.claimexchange.fhir.quality.QualityCheck;
import org.claimexchange.fhir.scope.Scoped;
import org.claimexchange.fhir.source.FileRemarks;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.person.PersonId;
import org.hl7.fhir.r4.model.Bundle;

/** Claim documents for tests, of one case. */
final class SampleDocuments {
  private SampleDocuments() {}

  static Bundle of(
      Scoped scoped,
      Part part,
      PersonId subject,
      List<String> digests,
      List<FileRemarks> files,
      long seed) {
    var random = new Random(seed);
    return new ClaimDocument(() -> new UUID(random.nextLong(), random.nextLong()))
        .assemble(
            new DocumentFacts(
                claim(),
                subject,
                part,
                new Party("hospital-1", "上海市示范第一医院"),
                new Party("exchange", "上海市医保商保理赔数据授权交换平台"),
                "rel-7Qm2",
                Instant.parse("2026-11-20T02:03:04Z"),
                digests,
                Instant.parse("2026-11-20T02:03:05Z")),
            scoped,
            QualityCheck.check(scoped, part, files));
  }

  static ClaimCase claim() {
    return new ClaimCase(
        "BA20261101001",
        "PA20261101001",
        "P310000202500088",
        "",
        "上海示范科技有限公司",
        "王建国",
        "本人",
        "医疗险",
        "住院医疗",
        Optional.of(LocalDate.of(2026, 1, 1)),
        Optional.of(LocalDate.of(2026, 12, 31)),
        Optional.of(LocalDate.of(2026, 10, 3)),
        "疾病",
        new Party("insurer-1", "示范人寿保险股份有限公司"));
  }
}
