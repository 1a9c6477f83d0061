package org.claimexchange.fhir.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.claimexchange.fhir.records.MapperOf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The short form of {@link MapperFuzzTest}, in every build: the record files, cut, spliced, doubled
 * and sprinkled with what parsers stumble over, by a seed. Whatever comes, a mapper answers, and
 * its answer is in proportion to the file.
 */
class MutatedFilesTest {
  private static final int FILES = 300;
  private static final Path RECORDS = Path.of("src/test/resources/records");
  private static final List<String> STUMBLES =
      List.of(
          "\"",
          "'",
          "<",
          ">",
          "&",
          "]]>",
          "<!DOCTYPE a [",
          "{",
          "}",
          "[",
          "]",
          ",",
          "\r",
          "\n",
          "|",
          "^",
          "~",
          "\\",
          "\u000B",
          "\u001C",
          "\u0000",
          "\uFEFF",
          "=1+1",
          "@",
          "-",
          "1e999999",
          "-0",
          "99999999999999999999",
          "0x10",
          "NaN",
          "null",
          "true",
          "2026-02-30",
          "00000000",
          "长",
          "\uD840\uDC00",
          "\uFFFD",
          "OBX|",
          "MSH|^~\\&|",
          "<a>",
          "</a>",
          "\\u0000",
          "\\X0D\\");

  @ParameterizedTest
  @MethodSource("org.claimexchange.fhir.records.MapperOf#formats")
  void whateverBecomesOfAFileTheMapperAnswers(String format) throws IOException {
    var mapper = MapperOf.format(format);
    var files = files(format);
    int refused = 0;
    for (long seed = 1; seed <= FILES; seed++) {
      var bytes = mutated(new Random(seed), files);
      refused += check(mapper, format, seed, bytes);
    }
    // Neither nothing nor everything is refused, else the mutations would prove nothing.
    assertThat(refused).isBetween(FILES / 10, FILES - 5);
  }

  private static int check(SourceMapper mapper, String format, long seed, byte[] bytes) {
    MapOutcome outcome;
    try {
      outcome = mapper.map(new SourceFile("f", MapperOf.mediaType(format), bytes));
    } catch (RuntimeException e) {
      return fail("%s, seed %d".formatted(format, seed), e);
    }
    return switch (outcome) {
      case MapOutcome.Refused no -> {
        assertThat(no.problems())
            .as("%s, seed %d", format, seed)
            .isNotEmpty()
            .hasSizeLessThanOrEqualTo(Limits.MOST_PROBLEMS)
            .allMatch(problem -> problem.text().length() < 2_000);
        yield 1;
      }
      case MapOutcome.Mapped yes -> {
        assertThat(yes.resources().size()).as("%s, seed %d", format, seed).isLessThan(bytes.length);
        assertThat(yes.remarks()).hasSizeLessThanOrEqualTo(Limits.MOST_REMARKS);
        yield 0;
      }
    };
  }

  private static byte[] mutated(Random random, List<byte[]> files) {
    byte[] bytes = files.get(random.nextInt(files.size()));
    int changes = random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      bytes = changed(random, bytes, files);
    }
    return bytes;
  }

  private static byte[] changed(Random random, byte[] bytes, List<byte[]> files) {
    int at = random.nextInt(bytes.length + 1);
    int to = Math.min(bytes.length, at + random.nextInt(64));
    var out = new ByteArrayOutputStream();
    out.write(bytes, 0, at);
    switch (random.nextInt(6)) {
      case 0 ->
          out.writeBytes(
              STUMBLES.get(random.nextInt(STUMBLES.size())).getBytes(StandardCharsets.UTF_8));
      case 1 -> {
        // A piece of the file twice.
        out.write(bytes, at, to - at);
        to = at;
      }
      case 2 -> {
        byte[] other = files.get(random.nextInt(files.size()));
        int from = random.nextInt(other.length);
        out.write(other, from, Math.min(200, other.length - from));
      }
      case 3 -> out.write(random.nextInt(256));
      case 4 -> {
        // A piece is missing.
      }
      default -> to = bytes.length;
    }
    out.write(bytes, to, bytes.length - to);
    return out.toByteArray();
  }

  private static List<byte[]> files(String format) throws IOException {
    var all = new ArrayList<byte[]>();
    try (var files = Files.list(RECORDS.resolve(format))) {
      for (Path file : files.filter(f -> !f.toString().endsWith(".expected")).sorted().toList()) {
        all.add(Files.readAllBytes(file));
      }
    }
    return all;
  }
}
