package org.claimexchange.fhir.scope;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.claimexchange.fhir.protection.Protection;
import org.claimexchange.fhir.scope.Link.Target;
import org.claimexchange.fhir.scope.RecordType.Role;
import org.claimexchange.model.consent.Part;

/**
 * A bill is all fee lines, invoices and settlements of a granted visit, and every line that one of
 * its invoices refers to. It goes whole or not at all: one piece that may not go holds back the
 * rest. Pieces of a category that was not granted hold back nothing.
 */
final class Bills {
  private final Map<String, Facts> facts;
  private final Map<String, DropReason> dropped;
  private final Map<String, Protection> protections;
  private final Part part;
  private final Set<String> visits;

  Bills(
      Map<String, Facts> facts,
      Map<String, DropReason> dropped,
      Map<String, Protection> protections,
      Part part,
      Set<String> visits) {
    this.facts = facts;
    this.dropped = dropped;
    this.protections = protections;
    this.part = part;
    this.visits = visits;
  }

  /** The visits of a record; those of an Invoice also by its lines. */
  static List<Target> visitsOf(Facts f, Map<String, Facts> facts) {
    if (f.type() != RecordType.INVOICE) {
      return f.visits();
    }
    return Stream.concat(
            f.visits().stream(), lines(f, facts).flatMap(line -> line.visits().stream()))
        .distinct()
        .toList();
  }

  /** The pieces of all bills that may not go. */
  Set<String> broken() {
    var edges = edges();
    var broken = new HashSet<String>();
    var open = new ArrayDeque<String>();
    facts.values().stream().filter(this::holdsBack).map(Facts::key).forEach(open::add);
    while (!open.isEmpty()) {
      var key = open.remove();
      if (broken.add(key)) {
        open.addAll(edges.getOrDefault(key, Set.of()));
      }
    }
    return broken;
  }

  /** Pieces and granted visits, each joined to what belongs to the same bill. */
  private Map<String, Set<String>> edges() {
    var edges = new HashMap<String, Set<String>>();
    for (Facts f : facts.values()) {
      if (f.type().role() == Role.BILL && isSubjects(f)) {
        visitsOf(f, facts).stream()
            .filter(t -> t instanceof Target.Resource)
            .map(t -> ((Target.Resource) t).key())
            .filter(visits::contains)
            .forEach(visit -> join(edges, f.key(), "bill of " + visit));
        lines(f, facts).forEach(line -> join(edges, f.key(), line.key()));
      }
    }
    return edges;
  }

  private static void join(Map<String, Set<String>> edges, String one, String other) {
    edges.computeIfAbsent(one, key -> new HashSet<>()).add(other);
    edges.computeIfAbsent(other, key -> new HashSet<>()).add(one);
  }

  private static Stream<Facts> lines(Facts f, Map<String, Facts> facts) {
    return f.links().stream()
        .flatMap(l -> l.target() instanceof Target.Resource r ? Stream.of(r.key()) : Stream.of())
        .flatMap(key -> Stream.ofNullable(facts.get(key)))
        .filter(target -> target.type().role() == Role.BILL);
  }

  private boolean isSubjects(Facts f) {
    var reason = dropped.get(f.key());
    return reason == null
        || reason == DropReason.VISIT_NOT_GRANTED
        || reason == DropReason.MISFILED
        || reason == DropReason.AMBIGUOUS;
  }

  private boolean holdsBack(Facts f) {
    if (f.type().role() != Role.BILL) {
      return false;
    }
    var protection = protections.getOrDefault(f.key(), f.protection());
    return dropped.containsKey(f.key())
        || protection.restricted()
        || (!part.protectedBills() && !protection.grantedBy(part.protectedKinds()));
  }
}
