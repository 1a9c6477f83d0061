package org.claimexchange.fhir.source;

/** A format of sources, mapped to FHIR R4. */
@FunctionalInterface
public interface SourceMapper {
  /**
   * Maps a file, whatever its bytes are: nothing is thrown.
   *
   * @param file as the source sent it
   */
  MapOutcome map(SourceFile file);
}
