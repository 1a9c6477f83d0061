package org.claimexchange.fhir.scope;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.claimexchange.model.consent.Part;

/**
 * The visits that a part grants: those named by number, or, only where none is named, those that
 * lie wholly in the period and are of a granted kind; and what is a part of such a visit.
 */
final class GrantedVisits {
  private final Part part;
  private final Map<String, Facts> facts;
  private final Map<String, DropReason> dropped;

  GrantedVisits(Part part, Map<String, Facts> facts, Map<String, DropReason> dropped) {
    this.part = part;
    this.facts = facts;
    this.dropped = dropped;
  }

  Set<String> find() {
    var granted = new HashSet<String>();
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Facts f : facts.values()) {
        if (f.type() == RecordType.ENCOUNTER
            && !dropped.containsKey(f.key())
            && (byItself(f) || partOfGranted(f, granted))) {
          changed |= granted.add(f.key());
        }
      }
    }
    return granted;
  }

  private boolean byItself(Facts visit) {
    if (!part.visits().isEmpty()) {
      return visit.visitNumbers().stream().anyMatch(part.visits()::contains);
    }
    return visit.days().filter(part.period()::contains).isPresent()
        && visit.kind().filter(part.visitKinds()::contains).isPresent();
  }

  private static boolean partOfGranted(Facts visit, Set<String> granted) {
    return visit.visits().stream()
        .anyMatch(t -> t instanceof Link.Target.Resource whole && granted.contains(whole.key()));
  }
}
