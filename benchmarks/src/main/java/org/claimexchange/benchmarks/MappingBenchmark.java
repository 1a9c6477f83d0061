package org.claimexchange.benchmarks;

import ca.uhn.fhir.context.FhirContext;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.claimexchange.benchmarks.StandardVisit.Native;
import org.claimexchange.fhir.quality.QualityCheck;
import org.claimexchange.fhir.quality.QualityReport;
import org.claimexchange.fhir.read.FhirReader;
import org.claimexchange.fhir.scope.ScopeFilter;
import org.claimexchange.fhir.source.Joined;
import org.claimexchange.fhir.source.MapOutcome;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.person.PersonId;
import org.hl7.fhir.r4.model.Bundle;

/**
 * A stay of about 120 resources mapped, filtered and checked, from bytes to the quality report:
 * once as a FHIR answer, once as a source's own files. Held against HAPI parsing and serializing
 * the same bytes; of the source's own files, which HAPI cannot read, the FHIR that they become.
 * Measured in turn, in this thread's processor time.
 */
final class MappingBenchmark implements Benchmark {
  private static final int WARM_UP = 800;
  private static final int ROUNDS = 400;
  private static final int LARGEST = 64 * 1024 * 1024;

  private final FhirContext fhir = FhirContext.forR4();
  private final FhirReader reader = new FhirReader(fhir, LARGEST);
  private final ScopeFilter filter = new ScopeFilter();
  private final Map<String, Long> nanos = new LinkedHashMap<>();

  /** Something that is measured. */
  @FunctionalInterface
  private interface Work {
    Object run() throws Exception;
  }

  @Override
  public String name() {
    return "mapping";
  }

  @Override
  public String about() {
    return "visits mapped, filtered and checked, against HAPI parsing and serializing them, in one";
  }

  @Override
  public Map<String, Object> run(PrintWriter out) throws Exception {
    var visit = new StandardVisit(fhir, Path.of(System.getProperty("exchange.home", ".")));
    var answer = visit.answer();
    var files = visit.files();
    var asFhir = visit.bytes(collection(joined(files)));
    var part = StandardVisit.everything();
    var person = StandardVisit.person(reader.readBundle(answer).resources());
    var filePerson = StandardVisit.person(joined(files).resources());
    Map<String, Work> work = new LinkedHashMap<>();
    work.put("FHIR answer: HAPI parses and serializes", () -> bare(answer));
    work.put("FHIR answer: read, filtered, checked", () -> ours(answer, part, person));
    work.put("own files: HAPI parses and serializes what they become", () -> bare(asFhir));
    work.put("own files: mapped, filtered, checked", () -> ours(files, part, filePerson));
    for (int i = 0; i < WARM_UP + ROUNDS; i++) {
      for (Map.Entry<String, Work> one : work.entrySet()) {
        measure(one.getKey(), one.getValue(), i >= WARM_UP);
      }
    }
    return report(
        out,
        List.of(reader.readBundle(answer).resources().size(), joined(files).resources().size()));
  }

  private void measure(String name, Work work, boolean counts) throws Exception {
    long begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    var done = work.run();
    long took = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begun;
    if (counts && done != null) {
      nanos.merge(name, took, Long::sum);
    }
  }

  private String bare(byte[] bytes) {
    var text = new String(bytes, StandardCharsets.UTF_8);
    return fhir.newJsonParser().encodeResourceToString(fhir.newJsonParser().parseResource(text));
  }

  private QualityReport ours(byte[] answer, Part part, PersonId person) throws Exception {
    var scoped = filter.filter(reader.readBundle(answer).resources(), part, person);
    return QualityCheck.check(scoped, part);
  }

  private QualityReport ours(List<Native> files, Part part, PersonId person) {
    var joined = joined(files);
    var scoped = filter.filter(joined.resources(), part, person);
    return QualityCheck.check(scoped, part, joined.files());
  }

  private static Joined joined(List<Native> files) {
    var mapped = new ArrayList<MapOutcome.Mapped>();
    for (Native file : files) {
      switch (file.mapper().map(file.file())) {
        case MapOutcome.Mapped done -> mapped.add(done);
        case MapOutcome.Refused refused ->
            throw new IllegalStateException("a sample was refused: " + refused.problems());
      }
    }
    return Joined.of(mapped);
  }

  private static Bundle collection(Joined joined) {
    var bundle = new Bundle().setType(Bundle.BundleType.COLLECTION);
    joined.resources().forEach(resource -> bundle.addEntry().setResource(resource));
    return bundle;
  }

  private Map<String, Object> report(PrintWriter out, List<Integer> resources) {
    out.printf("%-60s %8s%n", "processor time of one visit", "ms");
    nanos.keySet().forEach(name -> out.printf("%-60s %8.2f%n", name, millis(name)));
    var times = nanos.keySet().stream().mapToDouble(this::millis).toArray();
    double ratio = (times[0] + times[2]) / (times[1] + times[3]);
    out.printf("%-60s %8.2f%n", "ratio of the FHIR answer", times[0] / times[1]);
    out.printf("%-60s %8.2f%n", "ratio of the source's own files", times[2] / times[3]);
    out.printf("%-60s %8.2f%n", "ratio (at least 0.70)", ratio);
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("benchmark", "mapping");
    figures.put("fhirResources", resources.get(0));
    figures.put("nativeResources", resources.get(1));
    figures.put("fhirMilliseconds", Figures.rounded(times[1], 3));
    figures.put("fhirBareMilliseconds", Figures.rounded(times[0], 3));
    figures.put("nativeMilliseconds", Figures.rounded(times[3], 3));
    figures.put("nativeBareMilliseconds", Figures.rounded(times[2], 3));
    figures.put("fhirRatio", Figures.rounded(times[0] / times[1], 2));
    figures.put("nativeRatio", Figures.rounded(times[2] / times[3], 2));
    figures.put("ratio", Figures.rounded(ratio, 2));
    return figures;
  }

  private double millis(String name) {
    return nanos.getOrDefault(name, 0L) / 1e6 / ROUNDS;
  }
}
