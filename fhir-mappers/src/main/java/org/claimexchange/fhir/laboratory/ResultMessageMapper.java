package org.claimexchange.fhir.laboratory;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.v25.message.ORU_R01;
import ca.uhn.hl7v2.parser.CanonicalModelClassFactory;
import ca.uhn.hl7v2.parser.PipeParser;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import org.claimexchange.fhir.source.Defect;
import org.claimexchange.fhir.source.FileMapping;
import org.claimexchange.fhir.source.Findings;
import org.claimexchange.fhir.source.Limits;
import org.claimexchange.fhir.source.Problem;
import org.claimexchange.fhir.source.Records;
import org.claimexchange.fhir.source.RefusedException;
import org.claimexchange.fhir.source.SourceFile;
import org.claimexchange.fhir.source.SourceText;

/**
 * Maps a result message: ORU^R01 of HL7 v2.5 (chapter 7, 7.3.1), one patient, read by HAPI HL7v2.
 * Each OBR becomes a {@code DiagnosticReport}, each OBX an {@code Observation}; its category is
 * that of OBR-24 (table 0074). Every field is in {@code docs/mappings/result-message.md}.
 */
public final class ResultMessageMapper implements FileMapping {
  private final PipeParser parser;

  /** Makes the parser, once for all messages. */
  public ResultMessageMapper() {
    var context = new DefaultHapiContext(ValidationContextFactory.noValidation());
    context.setModelClassFactory(new CanonicalModelClassFactory("2.5"));
    // A wrong type of OBX-5 is told by its field and line, not by the parser.
    context.getParserConfiguration().setDefaultObx2Type("ST");
    context.getParserConfiguration().setInvalidObx2Type("ST");
    this.parser = context.getPipeParser();
  }

  @Override
  public void map(SourceFile file, Findings findings, Records records) throws RefusedException {
    var source = SourceText.of(file, Limits.STRUCTURED);
    var text = MessageText.of(source, Limits.STRUCTURED);
    var message = parse(text);
    var header = new SegmentReader(message.getMSH(), "MSH[1]", 1, findings);
    source.agreesWith(header.get(18, 1).orElse(""), "MSH[1]-18", 1);
    new ResultMessage(message, text, findings, records).write(file);
  }

  private ORU_R01 parse(MessageText text) throws RefusedException {
    checkKind(text.text());
    try {
      if (parser.parse(text.text()) instanceof ORU_R01 message) {
        return message;
      }
      throw refused("MSH[1]-9", 1, "ORU^R01");
    } catch (HL7Exception e) {
      // Not as a cause: its message holds what stood there.
      throw refused("", 1, "HL7 v2.5");
    } catch (RuntimeException e) {
      // The parser is not ours: whatever it cannot stand is no message.
      throw refused("", 0, "HL7 v2.5");
    }
  }

  /** MSH-9 and MSH-12, before any structure is looked up by them. */
  private static void checkKind(String text) throws RefusedException {
    var fields = text.substring(0, text.indexOf('\r')).split("\\|", -1);
    if (fields.length < 12) {
      throw new RefusedException(
          new Problem(Defect.TRUNCATED, "MSH[1]", 1, "MSH with at least 12 fields"));
    }
    if (!fields[8].equals("ORU^R01") && !fields[8].equals("ORU^R01^ORU_R01")) {
      throw refused("MSH[1]-9", 1, "ORU^R01^ORU_R01");
    }
    var version = fields[11].split("\\^", -1)[0];
    if (!version.equals("2.5") && !version.equals("2.5.1")) {
      throw refused("MSH[1]-12", 1, "2.5");
    }
  }

  private static RefusedException refused(String path, int line, String expected) {
    return new RefusedException(new Problem(Defect.MALFORMED, path, line, expected));
  }
}
