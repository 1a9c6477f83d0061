package org.claimexchange.fhir.scope;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;

/**
 * What passed, and what did not. It hides itself from logs.
 *
 * @param kept new, minimised copies; references among them are {@code Type/id}
 * @param findings one for each record dropped; for the operator and the source, never for the
 *     package: what is withheld looks the same as what does not exist
 */
public record Scoped(List<Resource> kept, List<Finding> findings) {
  public Scoped {
    kept = List.copyOf(kept);
    findings = List.copyOf(findings);
  }

  /** The person, where the source knows them: the first of their Patient records. */
  public Optional<Patient> patient() {
    return ofType(Patient.class).stream().findFirst();
  }

  /** The kept resources of one type. */
  public <T extends Resource> List<T> ofType(Class<T> type) {
    return kept.stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Override
  public String toString() {
    return "Scoped[kept=" + kept.size() + ", dropped=" + findings.size() + "]";
  }
}
