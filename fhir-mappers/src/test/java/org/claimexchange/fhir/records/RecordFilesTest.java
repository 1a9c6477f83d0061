package org.claimexchange.fhir.records;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.fhirpath.IFhirPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.claimexchange.fhir.source.MapOutcome;
import org.claimexchange.fhir.source.SourceFile;
import org.claimexchange.fhir.source.SourceMapper;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Each record file becomes what stands beside it, or is refused for the reason beside it. */
class RecordFilesTest {
  private static final FhirContext FHIR = FhirContext.forR4Cached();
  private static final IFhirPath PATHS = FHIR.newFhirPath();

  static List<Path> files(String format) throws IOException {
    try (var files = Files.list(RecordFolder.ROOT.resolve(format))) {
      return files.filter(f -> !f.toString().endsWith(".expected")).sorted().toList();
    }
  }

  @TestFactory
  Stream<DynamicTest> eachFileBecomesWhatIsExpected() throws IOException {
    var tests = new ArrayList<DynamicTest>();
    for (String format : MapperOf.formats().toList()) {
      var mapper = MapperOf.format(format);
      for (Path file : files(format)) {
        tests.add(
            DynamicTest.dynamicTest(
                format + "/" + file.getFileName(), () -> check(mapper, format, file)));
      }
    }
    return tests.stream();
  }

  @Test
  void eachFormatHasFortyFiles() throws IOException {
    for (String format : MapperOf.formats().toList()) {
      assertThat(files(format)).as(format).hasSizeGreaterThanOrEqualTo(40);
    }
  }

  @Test
  void theFilesAreThoseOfTheirMaker(@TempDir Path made) throws IOException {
    RecordFilesMain.write(made);

    for (String format : MapperOf.formats().toList()) {
      try (var files = Files.list(made.resolve(format))) {
        for (Path file : files.toList()) {
          assertThat(RecordFolder.ROOT.resolve(format).resolve(file.getFileName()))
              .hasSameBinaryContentAs(file);
        }
      }
    }
  }

  private static void check(SourceMapper mapper, String format, Path file) throws IOException {
    var bytes = Files.readAllBytes(file);
    var name = file.getFileName().toString();
    var expected =
        Files.readString(
                file.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".expected"))
            .lines()
            .toList();

    var outcome = mapper.map(new SourceFile(name, MapperOf.mediaType(format), bytes));

    assertThat(expected).isNotEmpty();
    switch (outcome) {
      case MapOutcome.Refused refused ->
          assertThat(
                  refused.problems().stream()
                      .map(p ->
                          "refused %s at %s, line %d".formatted(p.defect(), p.path(), p.line())))
              .containsExactlyElementsOf(expected);
      case MapOutcome.Mapped mapped -> {
        assertThat(
                mapped.remarks().stream().map(r -> "remark %s at %s".formatted(r.kind(), r.path())))
            .containsAll(expected.stream().filter(line -> line.startsWith("remark ")).toList());
        assertThat(actual(mapped.resources(), expected))
            .containsExactlyElementsOf(
                expected.stream().filter(line -> !line.startsWith("remark ")).toList());
        assertThat(mapped.resources().getLast())
            .isInstanceOfSatisfying(
                org.hl7.fhir.r4.model.Binary.class,
                b -> {
                  assertThat(b.getContent()).isEqualTo(bytes);
                  assertThat(b.getIdElement().getIdPart()).isEqualTo(mapped.sha256());
                });
      }
    }
  }

  /** The lines as they would be if what is there were expected. */
  private static List<String> actual(List<Resource> resources, List<String> expected) {
    return expected.stream()
        .filter(line -> line.contains(" = "))
        .map(line -> line.substring(0, line.lastIndexOf(" = ")))
        .map(path -> path + " = " + String.join(" | ", values(resources, path)))
        .toList();
  }

  /** All values of a FHIRPath that begins with a type; {@code text NAME} is a line of the text. */
  static List<String> values(List<Resource> resources, String path) {
    if (path.startsWith("text ")) {
      return textLine(resources, path.substring(5));
    }
    var type = path.substring(0, path.indexOf('.'));
    var rest =
        path.endsWith(".distinct()") || path.endsWith(".first()") || path.endsWith(".last()")
            ? path.substring(path.lastIndexOf('.') + 1)
            : "";
    var each = rest.isEmpty() ? path : path.substring(0, path.lastIndexOf('.'));
    var all =
        resources.stream()
            .filter(resource -> resource.fhirType().equals(type))
            .flatMap(resource -> PATHS.evaluate(resource, each, IBase.class).stream())
            .map(RecordFilesTest::text)
            .collect(Collectors.toCollection(ArrayList::new));
    return switch (rest) {
      case "distinct()" -> all.stream().distinct().toList();
      case "first()" -> all.isEmpty() ? all : List.of(all.getFirst());
      case "last()" -> all.isEmpty() ? all : List.of(all.getLast());
      default -> all;
    };
  }

  private static String text(IBase value) {
    return value instanceof PrimitiveType<?> primitive
        ? primitive.getValueAsString()
        : value.toString();
  }

  private static List<String> textLine(List<Resource> resources, String name) {
    return resources.stream()
        .filter(DocumentReference.class::isInstance)
        .flatMap(document -> ((DocumentReference) document).getContent().stream())
        .filter(content -> content.getAttachment().hasData())
        .flatMap(content ->
            new String(content.getAttachment().getData(), StandardCharsets.UTF_8).lines())
        .filter(line -> line.startsWith(name + "："))
        .map(line -> line.substring(name.length() + 1))
        .toList();
  }
}
