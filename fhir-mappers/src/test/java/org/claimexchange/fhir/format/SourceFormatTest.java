package org.claimexchange.fhir.format;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.claimexchange.fhir.protection.ProtectedRecords;
import org.claimexchange.fhir.source.MapOutcome.Mapped;
import org.claimexchange.fhir.source.SourceFile;
import org.claimexchange.fhir.source.SourceMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SourceFormatTest {
  private static final FhirContext FHIR = FhirContext.forR4Cached();

  @ParameterizedTest
  @EnumSource
  void eachFormatIsFoundByItsNameAndHasItsPage(SourceFormat format) {
    assertThat(SourceFormat.ofCode(format.code())).contains(format);
    assertThat(Path.of("../docs/mappings", format.code() + ".md")).isRegularFile();
  }

  @ParameterizedTest
  @EnumSource
  void oneMapperServesManyThreads(SourceFormat format) throws Exception {
    var mapper = format.mapper("hospital-1", new ProtectedRecords());
    var files = new ArrayList<SourceFile>();
    var folder = format == SourceFormat.FEE_LIST ? "fee-list-csv" : format.code();
    try (var paths = Files.list(Path.of("src/test/resources/records", folder))) {
      for (Path path :
          paths.filter(p -> !p.toString().endsWith(".expected")).sorted().limit(8).toList()) {
        files.add(new SourceFile("f", "application/octet-stream", Files.readAllBytes(path)));
      }
    }
    var alone = files.stream().map(file -> json(mapper, file)).toList();

    List<Callable<Boolean>> work = new ArrayList<>();
    for (int i = 0; i < 160; i++) {
      int at = i % files.size();
      work.add(() -> json(mapper, files.get(at)).equals(alone.get(at)));
    }
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (var done : threads.invokeAll(work)) {
        assertThat(done.get()).isTrue();
      }
    }
  }

  private static String json(SourceMapper mapper, SourceFile file) {
    var text = new StringBuilder();
    ((Mapped) mapper.map(file))
        .resources()
        .forEach(resource -> text.append(FHIR.newJsonParser().encodeResourceToString(resource)));
    return text.toString();
  }
}
