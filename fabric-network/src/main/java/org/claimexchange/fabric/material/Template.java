package org.claimexchange.fabric.material;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A configuration text of {@code deploy/fabric} with gaps to fill in. */
final class Template {
  private static final Pattern GAP = Pattern.compile("\\$\\{([a-z0-9.-]+)}");

  private Template() {}

  /**
   * Fills in a text.
   *
   * @throws IllegalArgumentException if a gap has no value
   */
  static String fill(String name, Map<String, String> values) throws IOException {
    return GAP.matcher(read(name))
        .replaceAll(gap -> {
          String value = values.get(gap.group(1));
          if (value == null) {
            throw new IllegalArgumentException(
                name + " has a gap without a value: " + gap.group(1));
          }
          return Matcher.quoteReplacement(value);
        });
  }

  private static String read(String name) throws IOException {
    try (InputStream text = Template.class.getResourceAsStream(name)) {
      if (text == null) {
        throw new IllegalStateException("the program lacks " + name);
      }
      // A comment may speak of gaps.
      return new String(text.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.stripLeading().startsWith("#"))
          .reduce("", (all, line) -> all + line + "\n");
    }
  }
}
