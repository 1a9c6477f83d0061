package org.claimexchange.fhir.source;

import java.util.List;

/**
 * What a reader must know of one mapped file, with the id of the file's own record, so that it can
 * be told whether the file itself was granted.
 *
 * @param document id of the file's DocumentReference
 * @param remarks in the order of the file, at most {@link Limits#MOST_REMARKS} and those of joining
 * @param leftOff how many more there were
 */
public record FileRemarks(String document, List<Remark> remarks, int leftOff) {
  public FileRemarks {
    remarks = List.copyOf(remarks);
  }
}
