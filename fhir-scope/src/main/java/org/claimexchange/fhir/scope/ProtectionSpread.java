package org.claimexchange.fhir.scope;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.claimexchange.fhir.protection.Protection;
import org.claimexchange.fhir.scope.Link.Target;

/**
 * How protection spreads: what belongs to a protected visit, or refers to a protected record, is
 * protected as well; so is a document of a visit with a protected diagnosis, since nobody can tell
 * what its text says. A visit is not protected by the records that it refers to.
 */
final class ProtectionSpread {
  private final Map<String, Facts> facts;
  private final Map<String, Protection> all = new HashMap<>();

  ProtectionSpread(Map<String, Facts> facts) {
    this.facts = facts;
  }

  Map<String, Protection> compute() {
    facts.forEach((key, f) -> all.put(key, f.protection()));
    facts.values().stream()
        .filter(f -> f.type() == RecordType.DOCUMENT_REFERENCE)
        .forEach(this::addDiagnoses);
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Facts f : facts.values()) {
        changed |= add(f);
      }
    }
    return all;
  }

  private void addDiagnoses(Facts document) {
    facts.values().stream()
        .filter(f -> f.type() == RecordType.CONDITION && !f.protection().isNone())
        .filter(f -> f.visits().stream().anyMatch(document.visits()::contains))
        .forEach(f -> all.merge(document.key(), f.protection(), Protection::and));
  }

  private boolean add(Facts f) {
    var before = all.getOrDefault(f.key(), Protection.NONE);
    var after =
        Stream.concat(f.visits().stream(), f.links().stream().map(Link::target))
            .map(this::of)
            .reduce(before, Protection::and);
    all.put(f.key(), after);
    return !after.equals(before);
  }

  private Protection of(Target target) {
    return target instanceof Target.Resource resource
        ? all.getOrDefault(resource.key(), Protection.NONE)
        : Protection.NONE;
  }
}
