package org.claimexchange.fhir.sample;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.claimexchange.fhir.read.FhirReader;
import org.claimexchange.fhir.read.MalformedAnswerException;
import org.hl7.fhir.r4.model.Resource;

/** The records of a sample hospital, read as its answers are read. */
public final class SampleRecords {
  private static final int LARGEST = 64 * 1024 * 1024;

  private SampleRecords() {}

  /** All records of hospital 1 or 2. */
  public static List<Resource> hospital(FhirContext fhir, int number)
      throws IOException, MalformedAnswerException {
    var file =
        Path.of(
            "../samples/src/main/resources/org/claimexchange/samples/data/hospital-%d.ndjson.gz"
                .formatted(number));
    try (var in = new GZIPInputStream(Files.newInputStream(file))) {
      return new FhirReader(fhir, LARGEST).readNdjson(in.readAllBytes()).resources();
    }
  }
}
