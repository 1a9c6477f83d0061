package org.claimexchange.fhir.laboratory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.claimexchange.fhir.source.Defect;
import org.claimexchange.fhir.source.Limits;
import org.claimexchange.fhir.source.Problem;
import org.claimexchange.fhir.source.RefusedException;
import org.claimexchange.fhir.source.SourceText;

/**
 * The segments of an HL7 v2 message (v2.5, chapter 2), one a line, before anything is read in them.
 *
 * <p>A cut message is told by its end: every segment ends with a line end, and where the message
 * stands in a frame (VT … FS, MLLP), the frame is whole. One that is cut right behind a segment and
 * has no frame is told by what is missing in it, if anything is.
 *
 * @param text segments, each ended by a carriage return
 * @param lines line of each segment, by its name and number: {@code OBX[3]}
 */
record MessageText(String text, Map<String, Integer> lines) {
  private static final char FRAME_BEGIN = '\u000B';
  private static final char FRAME_END = '\u001C';
  private static final Pattern SEGMENT = Pattern.compile("[A-Z][A-Z0-9]{2}");

  /** Of ORU^R01 (7.3.1), and the batch segments of chapter 2. */
  private static final Set<String> PUBLISHED =
      Set.of(
          "MSH", "SFT", "PID", "PD1", "NTE", "NK1", "PV1", "PV2", "ORC", "OBR", "TQ1", "TQ2", "CTD",
          "OBX", "FT1", "CTI", "SPM", "DSC", "FHS", "FTS", "BHS", "BTS");

  private static final int MOST_SEGMENTS = 20_000;
  private static final int MOST_FIELDS = 300;
  private static final int MOST_PARTS = 200_000;
  private static final int LONGEST_ATTACHMENT = 8 * 1024 * 1024;

  static MessageText of(SourceText source, Limits limits) throws RefusedException {
    var text = unframed(source.text());
    countParts(text);
    var lines = new HashMap<String, Integer>();
    var counts = new HashMap<String, Integer>();
    var segments = new ArrayList<String>();
    int line = 0;
    for (String part : text.split("\r\n|\r|\n", -1)) {
      line++;
      if (part.isBlank()) {
        continue;
      }
      var name = part.length() < 3 ? part : part.substring(0, 3);
      boolean whole = SEGMENT.matcher(name).matches() && part.length() > 3 && part.charAt(3) == '|';
      if (!whole) {
        throw refused(Defect.MALFORMED, "", line, "a segment: three letters and |");
      }
      int number = counts.merge(name, 1, Integer::sum);
      lines.put(name + "[" + number + "]", line);
      checkFields(part, shown(name) + "[" + number + "]", line, limits);
      segments.add(part);
      if (segments.size() > MOST_SEGMENTS) {
        throw refused(Defect.TOO_LARGE, "", line, "at most " + MOST_SEGMENTS + " segments");
      }
    }
    checkEnds(text, segments, lines, line);
    return new MessageText(String.join("\r", segments) + "\r", lines);
  }

  /** Line of a segment, such as {@code OBX[3]}; the first where it is not there. */
  int line(String segment) {
    return lines.getOrDefault(segment, 1);
  }

  /** A name that the sender made up is not repeated. */
  private static String shown(String name) {
    return PUBLISHED.contains(name) ? name : "[unknown segment]";
  }

  private static String unframed(String text) throws RefusedException {
    if (text.isEmpty() || text.charAt(0) != FRAME_BEGIN) {
      return text;
    }
    int end = text.lastIndexOf(FRAME_END);
    if (end < 0 || !text.substring(end + 1).isBlank()) {
      throw refused(
          Defect.TRUNCATED, "", (int) text.lines().count(), "the end of the frame (FS, CR)");
    }
    return text.substring(1, end);
  }

  /** Repetitions and components, before the parser makes an object of each. */
  private static void countParts(String text) throws RefusedException {
    int parts = 0;
    int line = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      line += c == '\r' ? 1 : 0;
      if ((c == '^' || c == '~' || c == '&') && ++parts > MOST_PARTS) {
        throw refused(Defect.TOO_LARGE, "", line, "at most " + MOST_PARTS + " components");
      }
    }
  }

  private static void checkFields(String segment, String path, int line, Limits limits)
      throws RefusedException {
    int longest = segment.startsWith("OBX|") ? LONGEST_ATTACHMENT : limits.fieldChars();
    int from = 4;
    int number = 1;
    while (from <= segment.length()) {
      int to = segment.indexOf('|', from);
      int end = to < 0 ? segment.length() : to;
      boolean attachment =
          segment.startsWith("OBX|")
              && number == 5
              && segment.startsWith("|ED|", segment.indexOf('|', 4));
      if (end - from > (attachment ? longest : limits.fieldChars())) {
        throw refused(
            Defect.FIELD_TOO_LONG,
            path + "-" + number,
            line,
            "at most " + limits.fieldChars() + " characters");
      }
      from = end + 1;
      if (++number > MOST_FIELDS) {
        throw refused(Defect.TOO_LARGE, path, line, "at most " + MOST_FIELDS + " fields");
      }
    }
  }

  private static void checkEnds(
      String text, List<String> segments, Map<String, Integer> lines, int line)
      throws RefusedException {
    if (segments.isEmpty() || !segments.getFirst().startsWith("MSH|^~\\&|")) {
      throw refused(Defect.MALFORMED, "MSH[1]", 1, "MSH|^~\\&| at the beginning");
    }
    char last = text.charAt(text.length() - 1);
    if (last != '\r' && last != '\n') {
      var name = segments.getLast().substring(0, 3);
      int number = (int) lines.keySet().stream().filter(key -> key.startsWith(name)).count();
      throw refused(
          Defect.TRUNCATED,
          shown(name) + "[" + number + "]",
          line,
          "a line end behind the last segment");
    }
  }

  private static RefusedException refused(Defect defect, String path, int line, String expected) {
    return new RefusedException(new Problem(defect, path, line, expected));
  }

  @Override
  public String toString() {
    return "MessageText[" + lines.size() + " segments]";
  }
}
