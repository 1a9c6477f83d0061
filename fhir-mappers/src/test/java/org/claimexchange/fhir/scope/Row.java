package org.claimexchange.fhir.scope;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.claimexchange.model.consent.Part;
import org.hl7.fhir.r4.model.Resource;

/**
 * One row of the table: a record beside the mother and her stay, a grant, and what becomes of the
 * record.
 *
 * @param record what it is
 * @param grant what was granted
 * @param judged the record
 * @param beside other records of the same source
 * @param reason why it is dropped; empty where it is kept
 * @param why one sentence
 */
record Row(
    String record,
    String grant,
    Part part,
    Resource judged,
    List<Resource> beside,
    Optional<DropReason> reason,
    String why) {

  static Row kept(String record, String grant, Part part, Resource judged, String why) {
    return new Row(record, grant, part, judged, List.of(), Optional.empty(), why);
  }

  static Row dropped(
      String record, String grant, Part part, Resource judged, DropReason reason, String why) {
    return new Row(record, grant, part, judged, List.of(), Optional.of(reason), why);
  }

  Row beside(Resource... others) {
    return new Row(record, grant, part, judged, List.of(others), reason, why);
  }

  /** All that the source sent: the mother and her stay too, where the row has none of its own. */
  List<Resource> pulled() {
    var all = new ArrayList<Resource>(beside);
    all.add(judged);
    for (Resource own : List.of(Records.mother(), Records.stay())) {
      if (all.stream().noneMatch(r -> References.key(r).equals(References.key(own)))) {
        all.addFirst(own);
      }
    }
    return all;
  }

  @Override
  public String toString() {
    return record + " | " + grant;
  }
}
