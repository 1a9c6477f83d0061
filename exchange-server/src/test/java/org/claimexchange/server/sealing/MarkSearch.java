package org.claimexchange.server.sealing;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds marks in bytes, in clear or as the formats of a package may write them. */
final class MarkSearch {
  private MarkSearch() {}

  /** The marks that occur; white space counts for nothing, since lines are broken anywhere. */
  static Set<String> in(byte[] bytes, Collection<String> marks) {
    var exact = new String(bytes, StandardCharsets.ISO_8859_1).replaceAll("[ \\t\\r\\n]+", "");
    var lower = exact.toLowerCase(Locale.ROOT);
    var found = new TreeSet<String>();
    for (String mark : marks) {
      if (plain(mark).stream().anyMatch(lower::contains)
          || base64(mark).stream().anyMatch(exact::contains)) {
        found.add(mark);
      }
    }
    return found;
  }

  /** In clear, in UTF-16, as hexadecimal digits, as JSON escapes; all in lower case. */
  private static List<String> plain(String mark) {
    return List.of(
        mark.toLowerCase(Locale.ROOT),
        latin(mark, StandardCharsets.UTF_16BE),
        hex(mark, StandardCharsets.US_ASCII),
        hex(mark, StandardCharsets.UTF_16BE),
        mark.chars()
            .mapToObj(letter -> String.format(Locale.ROOT, "\\u%04x", letter))
            .collect(Collectors.joining()));
  }

  private static String latin(String mark, Charset charset) {
    return new String(mark.getBytes(charset), StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
  }

  private static String hex(String mark, Charset charset) {
    return HexFormat.of().formatHex(mark.getBytes(charset));
  }

  /** What Base64 makes of it, wherever in a group of three bytes it begins. */
  private static List<String> base64(String mark) {
    byte[] bytes = mark.getBytes(StandardCharsets.US_ASCII);
    var forms = new ArrayList<String>();
    for (int from = 0; from < 3; from++) {
      int whole = (bytes.length - from) / 3 * 3;
      forms.add(Base64.getEncoder().encodeToString(Arrays.copyOfRange(bytes, from, from + whole)));
    }
    return forms;
  }
}
