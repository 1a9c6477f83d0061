package org.claimexchange.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What an opened package holds of whom, a line for each source. */
final class WhoSentWhat {
  private static final Pattern ORIGINAL = Pattern.compile("\"(originals/[^\"]+)\"");
  private static final ObjectMapper JSON = new ObjectMapper();

  private WhoSentWhat() {}

  /** The lines, in the order of the package. */
  static List<String> of(Path opened) throws IOException {
    List<String> lines = new ArrayList<>();
    for (JsonNode source : JSON.readTree(opened.resolve("case.json").toFile()).path("sources")) {
      String document = Files.readString(opened.resolve(source.path("document").asText()));
      long originals =
          ORIGINAL.matcher(document).results().map(MatchResult::group).distinct().count();
      lines.add(
          "from %s: %d resources%s"
              .formatted(
                  source.path("records").path("source").path("name").asText(),
                  JSON.readTree(document).path("entry").size(),
                  originals == 0 ? "" : ", " + originals + " files of its own"));
    }
    return lines;
  }
}
