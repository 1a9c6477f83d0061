package org.claimexchange.fhir.source;

import java.util.Map;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;

/**
 * A list of codes with their Chinese names.
 *
 * @param system canonical URL, or OID as URN
 * @param names name by code
 */
public record CodeList(String system, Map<String, String> names) {
  public CodeList {
    names = Map.copyOf(names);
  }

  /** A code as a file has it. */
  public Coded of(String code) {
    return new Coded(this, code);
  }

  /**
   * A code, which the list may or may not hold.
   *
   * @param list the list
   * @param code as the file has it
   */
  public record Coded(CodeList list, String code) {
    /** Whether the list holds it. */
    public boolean known() {
      return list.names.containsKey(code);
    }

    /** Its name; where the list does not hold it, the code itself. */
    public String name() {
      return list.names.getOrDefault(code, code);
    }

    /** Coded where the list holds it, else text alone. */
    public CodeableConcept concept() {
      var concept = new CodeableConcept().setText(name());
      if (known()) {
        concept.addCoding(new Coding(list.system, code, name()));
      }
      return concept;
    }
  }
}
