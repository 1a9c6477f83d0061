package org.claimexchange.fhir.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page of the docs with a part that is made from code, between two marks. With {@code
 * DOCS_WRITE=true} in the environment the part is written; else it must be what it would be.
 */
public final class GeneratedDoc {
  private static final String BEGIN = "<!-- made from code: begin -->\n";
  private static final String END = "<!-- made from code: end -->\n";

  private GeneratedDoc() {}

  /** Writes or checks the part. */
  public static void check(Path page, String part) throws IOException {
    var text = Files.readString(page);
    int from = text.indexOf(BEGIN) + BEGIN.length();
    int to = text.indexOf(END);
    if ("true".equals(System.getenv("DOCS_WRITE"))) {
      Files.writeString(page, text.substring(0, from) + part + text.substring(to));
    } else {
      assertThat(text.substring(from, to)).isEqualTo(part);
    }
  }
}
