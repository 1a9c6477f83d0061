package org.claimexchange.fhir.laboratory;

import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.Segment;
import ca.uhn.hl7v2.util.Terser;
import java.util.Optional;
import org.claimexchange.fhir.source.Defect;
import org.claimexchange.fhir.source.Findings;
import org.claimexchange.fhir.source.Remark;
import org.claimexchange.fhir.source.Times;
import org.hl7.fhir.r4.model.DateTimeType;

/** Reads the fields of one segment; what is missing or wrong is noted with field and line. */
final class SegmentReader {
  private final Segment segment;
  private final String path;
  private final int line;
  private final Findings findings;

  /**
   * @param path of the segment, such as {@code OBX[3]}
   */
  SegmentReader(Segment segment, String path, int line, Findings findings) {
    this.segment = segment;
    this.path = path;
    this.line = line;
    this.findings = findings;
  }

  /** A component of a field's first repetition; empty where it is not there, or HL7's null. */
  Optional<String> get(int field, int component) {
    return get(field, 0, component);
  }

  /** A component of a repetition. */
  Optional<String> get(int field, int repetition, int component) {
    try {
      return Optional.ofNullable(Terser.get(segment, field, repetition, component, 1))
          .map(String::strip)
          .filter(text -> !text.isEmpty() && !text.equals("\"\""));
    } catch (HL7Exception e) {
      // Not as a cause: its message holds what stood there.
      problem(Defect.MALFORMED, field, "a field of HL7 v2.5");
      return Optional.empty();
    }
  }

  /** A mandatory component. */
  String require(int field, int component, String expected) {
    return get(field, component)
        .orElseGet(() -> {
          problem(Defect.MISSING, field, expected);
          return "";
        });
  }

  /** How often a field is repeated. */
  int repetitions(int field) {
    try {
      return segment.getField(field).length;
    } catch (HL7Exception e) {
      return 0;
    }
  }

  /** A time; empty where it is not there. */
  Optional<DateTimeType> time(int field) {
    var text = get(field, 1);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    var time = Times.parse(text.get());
    if (time.isEmpty()) {
      problem(Defect.WRONG_TYPE, field, "a time: YYYYMMDD[HHMM[SS]]");
    }
    return time;
  }

  void problem(Defect defect, int field, String expected) {
    findings.problem(defect, path + "-" + field, line, expected);
  }

  void remark(Remark.Kind kind, int field, String value) {
    findings.remark(kind, path + "-" + field, line, value);
  }
}
