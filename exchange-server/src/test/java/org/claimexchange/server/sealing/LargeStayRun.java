package org.claimexchange.server.sealing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.claimexchange.fhir.claim.Party;
import org.claimexchange.fhir.document.ClaimDocument;
import org.claimexchange.fhir.document.DocumentFacts;
import org.claimexchange.fhir.document.DocumentMaker;
import org.claimexchange.fhir.document.MadeDocument;
import org.claimexchange.fhir.read.MalformedAnswerException;
import org.claimexchange.fhir.scope.ScopeFilter;
import org.claimexchange.fhir.summary.ClaimSummary;
import org.claimexchange.verifier.VerificationInput;
import org.claimexchange.verifier.VerificationReport;

/** A large stay on its way: read, filtered, checked, written, canonicalized, signed and sealed. */
final class LargeStayRun {
  final SamplePackage sample = SamplePackage.granting(LargeStay.part(SamplePackage.RUIJIN.id()));
  final LargeStay stay;
  private final Path folder;

  LargeStayRun(Path folder, int lines) throws IOException {
    this.folder = folder;
    this.stay =
        LargeStay.of(
            Files.createDirectories(folder.resolve("pages-" + lines)),
            lines,
            sample.person.id().number(),
            sample.person.name());
  }

  DocumentFacts facts() {
    return new DocumentFacts(
        SampleRecords.claim(),
        sample.person.id(),
        LargeStay.part(SamplePackage.RUIJIN.id()),
        SamplePackage.RUIJIN,
        new Party("exchange-demo", "理赔数据交换示范运营方"),
        SamplePackage.RELEASE,
        SamplePackage.NOW.minusSeconds(20),
        stay.digests(),
        SamplePackage.NOW);
  }

  /** As a source's connector does: every page is read for what is wrong with it. */
  void pull() throws MalformedAnswerException {
    for (int page = 0; page < stay.pages(); page++) {
      stay.read(page, record -> {});
    }
  }

  MadeDocument make() throws MalformedAnswerException {
    var ids = new Random(1);
    return new DocumentMaker(
            SamplePackage.FHIR,
            new ScopeFilter(),
            new ClaimDocument(() -> new UUID(ids.nextLong(), ids.nextLong())))
        .make(
            stay,
            LargeStay.part(SamplePackage.RUIJIN.id()),
            sample.person.id(),
            this::facts,
            List::of);
  }

  PackageContent content(MadeDocument made) {
    return sample.content(
        made.json(), new ClaimSummary(SampleRecords.claim(), List.of(made.summary())), List.of());
  }

  VerificationInput seal(MadeDocument made) throws IOException, SealingException {
    return sample.sealInto(folder, content(made));
  }

  /**
   * All of it, with so many lines; for a process whose heap is small.
   *
   * @param args folder, lines
   */
  public static void main(String[] args) throws Exception {
    var run = new LargeStayRun(Path.of(args[0]), Integer.parseInt(args[1]));
    run.pull();
    var made = run.make();
    System.out.println("kept " + made.kept() + ", dropped " + made.findings().size());
    VerificationInput input = run.seal(made);
    System.out.println("sealed");
    VerificationReport report = run.sample.verifier().verify(input);
    System.out.println(report.holds() ? "verified" : "fails: " + report.failures());
  }
}
