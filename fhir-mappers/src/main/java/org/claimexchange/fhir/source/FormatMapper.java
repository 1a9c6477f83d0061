package org.claimexchange.fhir.source;

import java.util.List;
import org.claimexchange.fhir.protection.ProtectedRecords;

/** A mapper made of how one format is read: all of a file, or none of it and the reasons. */
public final class FormatMapper implements SourceMapper {
  private final RecordIds ids;
  private final ProtectedRecords protectedRecords;
  private final FileMapping mapping;

  /**
   * @param source the participant's id in the register
   * @param protectedRecords what a file as a whole is labelled by
   * @param mapping the format
   */
  public FormatMapper(String source, ProtectedRecords protectedRecords, FileMapping mapping) {
    this.ids = new RecordIds(source);
    this.protectedRecords = protectedRecords;
    this.mapping = mapping;
  }

  @Override
  public MapOutcome map(SourceFile file) {
    var findings = new Findings();
    var records = new Records(ids, protectedRecords);
    try {
      mapping.map(file, findings, records);
      return records.outcome(findings);
    } catch (RefusedException e) {
      return new MapOutcome.Refused(List.of(e.problem()));
    }
  }
}
