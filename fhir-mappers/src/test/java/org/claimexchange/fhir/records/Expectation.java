package org.claimexchange.fhir.records;

import java.util.ArrayList;
import java.util.List;

/**
 * What a record file must become, written down from what the file was made to say, never from what
 * a mapper made of it. As text, one line each:
 *
 * <pre>
 * Patient.name.text = 王建国
 * Condition.code.coding.code = K80.000x001 | I10.x00
 * remark UNKNOWN_CODE at diseinfo[1].diag_code
 * refused MISSING at setlinfo.certno, line 18
 * </pre>
 */
final class Expectation {
  private final List<String> lines = new ArrayList<>();

  /** A FHIRPath over the resources of its type, and its values in their order. */
  Expectation is(String path, Object... values) {
    var texts = new ArrayList<String>();
    for (Object value : values) {
      texts.add(value.toString());
    }
    lines.removeIf(line -> line.startsWith(path + " = "));
    lines.add(path + " = " + String.join(" | ", texts));
    return this;
  }

  Expectation is(String path, List<String> values) {
    return is(path, values.toArray());
  }

  /** Takes back what is expected of a path. */
  Expectation without(String path) {
    lines.removeIf(line -> line.startsWith(path + " = "));
    return this;
  }

  Expectation remark(String kind, String path) {
    lines.add("remark " + kind + " at " + path);
    return this;
  }

  /** The file is refused: then nothing else is expected. */
  Expectation refused(String defect, String path, int line) {
    lines.removeIf(text -> !text.startsWith("refused "));
    lines.add("refused " + defect + " at " + path + ", line " + line);
    return this;
  }

  String text() {
    return String.join("\n", lines) + "\n";
  }
}
