package org.claimexchange.fhir.feelist;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.claimexchange.fhir.source.Defect;
import org.claimexchange.fhir.source.MapOutcome;
import org.claimexchange.fhir.source.MapOutcome.Mapped;
import org.claimexchange.fhir.source.MapOutcome.Refused;
import org.claimexchange.fhir.source.Problem;
import org.claimexchange.fhir.source.Systems;
import org.hl7.fhir.r4.model.ChargeItem;
import org.hl7.fhir.r4.model.Resource;

/**
 * A fee list that comes in parts, joined by record number (费用流水号): a record that came before with
 * the same content is taken once; with other content, the part is refused as a whole. A charge is
 * taken back by a record of its own with a negative amount.
 */
public final class FeeListParts {
  private final Map<String, ChargeItem> records = new LinkedHashMap<>();
  private String last = "";

  /**
   * Takes a part.
   *
   * @return the part without the records that came before; or why none of it is taken
   */
  public MapOutcome add(Mapped part) {
    var problems = new ArrayList<Problem>();
    var fresh = new ArrayList<Resource>();
    Map<String, ChargeItem> numbers = new LinkedHashMap<>();
    int row = 0;
    for (Resource resource : part.resources()) {
      if (!(resource instanceof ChargeItem item)) {
        fresh.add(resource);
        continue;
      }
      row++;
      var key = item.getContext().getReference() + "|" + number(item);
      var before = records.get(key);
      if (before == null) {
        fresh.add(item);
        numbers.put(key, item);
      } else if (!before.equalsDeep(item)) {
        problems.add(
            new Problem(
                Defect.DUPLICATE,
                "row[" + row + "]." + FeeColumn.RECORD.field(),
                0,
                "the content that this record number had before"));
      }
    }
    if (!problems.isEmpty()) {
      return new Refused(problems);
    }
    records.putAll(numbers);
    if (!numbers.isEmpty()) {
      last = number(List.copyOf(numbers.values()).getLast());
    }
    return new Mapped(fresh, part.remarks(), part.remarksLeftOff(), part.sha256());
  }

  /** Record number after which the next part begins; empty before the first. */
  public String last() {
    return last;
  }

  /** How many records came so far. */
  public int size() {
    return records.size();
  }

  private static String number(ChargeItem item) {
    return item.getIdentifier().stream()
        .filter(id -> Systems.naming("fee-record").equals(id.getSystem()))
        .map(id -> id.getValue())
        .findFirst()
        .orElse("");
  }
}
