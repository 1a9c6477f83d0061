package org.claimexchange.server.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.claimexchange.fhir.claim.Party;
import org.claimexchange.fhir.document.ClaimDocument;
import org.claimexchange.fhir.document.DocumentFacts;
import org.claimexchange.fhir.quality.QualityCheck;
import org.claimexchange.fhir.scope.ScopeFilter;
import org.claimexchange.fhir.scope.Scoped;
import org.claimexchange.fhir.summary.ClaimSummaries;
import org.claimexchange.verifier.VerificationInput;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DocumentReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random records and random grants, through the whole chain: what was not granted is nowhere in the
 * package, what was granted is there. More worlds with {@code -Dproperty.worlds=1000}, other ones
 * with {@code -Dproperty.seed=…}.
 */
class NothingOutsideTheGrantTest {
  private static final int WORLDS = Integer.getInteger("property.worlds", 25);
  private static final long SEED = Long.getLong("property.seed", 20261123);
  private static final String DOCUMENT = "documents/01.fhir.json";
  private static final String PDF = "claim.pdf";

  @TempDir Path folder;

  @Test
  void whatWasNotGrantedIsNowhereInThePackage() throws Exception {
    System.out.printf("random worlds: seeds %d to %d%n", SEED, SEED + WORLDS - 1);
    var seen = new TreeMap<String, Integer>();
    int withheld = 0;
    for (long seed = SEED; seed < SEED + WORLDS; seed++) {
      var source = new RandomSource(seed, SamplePackage.RUIJIN.id());
      var oracle = new GrantOracle(source);
      var sample = SamplePackage.granting(source.part);
      var sent = new RandomSourceAsFhir(source, sample.person.id()).resources(new Random(seed));
      var scoped = new ScopeFilter().filter(sent, source.part, sample.person.id());

      var marks = marks(opened(sample, source, scoped), oracle.all());

      for (var file : marks.entrySet()) {
        assertThat(file.getValue())
            .as("seed %d: marks in %s that were not granted", seed, file.getKey())
            .doesNotContainAnyElementsOf(oracle.withheld());
        seen.merge(file.getKey(), file.getValue().size(), Integer::sum);
      }
      assertThat(marks.get(DOCUMENT))
          .as("seed %d: marks of records that were granted", seed)
          .containsAll(oracle.granted());
      withheld += oracle.withheld().size();
    }
    System.out.printf("marks withheld: %d; marks found, all granted: %s%n", withheld, seen);
    // Worlds of which nearly nothing passes, or nearly all, would prove nothing.
    assertThat(withheld).isGreaterThan(10 * WORLDS);
    assertThat(seen.get(DOCUMENT)).isGreaterThan(2 * WORLDS);
    assertThat(seen.get(PDF)).isGreaterThan(2 * WORLDS);
    assertThat(seen.get("case.json")).isGreaterThan(2 * WORLDS);
  }

  /** The test of the test: without the filter, the same search finds what should not be there. */
  @Test
  void withoutTheFilterTheSearchFindsItInEveryFile() throws Exception {
    var leaks = new TreeMap<String, Set<String>>();
    for (long seed = SEED; seed < SEED + 4; seed++) {
      var source = new RandomSource(seed, SamplePackage.RUIJIN.id());
      var sample = SamplePackage.granting(source.part);
      var sent = new RandomSourceAsFhir(source, sample.person.id()).resources(new Random(seed));

      var files = opened(sample, source, new Scoped(sent, List.of()));

      marks(files, new GrantOracle(source).withheld())
          .forEach(
              (file, found) -> leaks.computeIfAbsent(file, _ -> new TreeSet<>()).addAll(found));
    }
    assertThat(leaks.get(DOCUMENT)).isNotEmpty();
    assertThat(leaks.get(PDF)).isNotEmpty();
    assertThat(leaks.get("case.json")).isNotEmpty();
    assertThat(leaks.get("fees.csv")).isNotEmpty();
    assertThat(leaks)
        .anySatisfy((file, found) -> {
          assertThat(file).startsWith("originals/");
          assertThat(found).isNotEmpty();
        });
  }

  /** Document, summary, sealing, decryption: the package's files. */
  private Path opened(SamplePackage sample, RandomSource source, Scoped scoped) throws Exception {
    var document = document(sample, source, scoped);
    var summary = ClaimSummaries.of(SampleRecords.claim(), List.of(document));
    var own = Files.createTempDirectory(folder, "world");
    VerificationInput input =
        sample.sealInto(own, sample.content(document, summary, originals(scoped)));
    assertThat(sample.verifier().verify(input).failures()).isEmpty();
    var files = own.resolve("package");
    sample.verifier().open(input, own.resolve("package.asice"), files);
    return files;
  }

  private static Bundle document(SamplePackage sample, RandomSource source, Scoped scoped) {
    var ids = new Random(1);
    return new ClaimDocument(() -> new UUID(ids.nextLong(), ids.nextLong()))
        .assemble(
            new DocumentFacts(
                SampleRecords.claim(),
                sample.person.id(),
                source.part,
                SamplePackage.RUIJIN,
                new Party("exchange-demo", "理赔数据交换示范运营方"),
                SamplePackage.RELEASE,
                SamplePackage.NOW.minusSeconds(20),
                List.of(),
                SamplePackage.NOW),
            scoped,
            QualityCheck.check(scoped, source.part));
  }

  /** The attachments of the documents that passed, as files of their own. */
  private static List<Original> originals(Scoped scoped) {
    var originals = new ArrayList<Original>();
    for (DocumentReference document : scoped.ofType(DocumentReference.class)) {
      byte[] data = document.getContentFirstRep().getAttachment().getData();
      originals.add(
          new Original(
              SamplePackage.RUIJIN.id(),
              "出院小结",
              Optional.empty(),
              "text/plain",
              "txt",
              () -> new ByteArrayInputStream(data)));
    }
    return originals;
  }

  /** The marks in each file of a package. */
  private static Map<String, Set<String>> marks(Path files, Collection<String> of)
      throws IOException, InterruptedException {
    var marks = new TreeMap<String, Set<String>>();
    List<Path> all;
    try (var walk = Files.walk(files)) {
      all = walk.filter(Files::isRegularFile).toList();
    }
    for (Path file : all) {
      var name = files.relativize(file).toString().replace('\\', '/');
      byte[] bytes = Files.readAllBytes(file);
      var found = new TreeSet<>(MarkSearch.in(bytes, of));
      found.addAll(MarkSearch.in(name.getBytes(StandardCharsets.UTF_8), of));
      if (name.equals(PDF)) {
        found.addAll(MarkSearch.in(PdfInside.text(file, "-layout"), of));
        found.addAll(MarkSearch.in(PdfInside.text(file, "-raw"), of));
        found.addAll(MarkSearch.in(PdfInside.streams(bytes), of));
      }
      marks.put(name, found);
    }
    return marks;
  }
}
