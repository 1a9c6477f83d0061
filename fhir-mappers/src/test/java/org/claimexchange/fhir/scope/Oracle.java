package org.claimexchange.fhir.scope;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.claimexchange.fhir.scope.RandomWorld.Item;
import org.claimexchange.fhir.scope.RandomWorld.Sort;
import org.claimexchange.fhir.scope.RandomWorld.Visit;
import org.claimexchange.model.consent.ProtectedKind;

/**
 * What may pass, by the rules of the page and nothing else: it knows no FHIR, shares no code with
 * the filter, and asks every question anew.
 */
final class Oracle {
  private final RandomWorld world;

  Oracle(RandomWorld world) {
    this.world = world;
  }

  boolean passes(Visit visit) {
    return granted(visit)
        && world.part.categories().contains("visit")
        && world.part.protectedKinds().containsAll(kinds(visit));
  }

  boolean passes(Item item) {
    if (item.twice()) {
      return false;
    }
    return item.sort().bill() ? billPasses(item) : mayGo(item) && ticked(item);
  }

  private boolean ticked(Item item) {
    return world.part.categories().containsAll(item.sort().categories);
  }

  private boolean mayGo(Item item) {
    return right(item)
        && inGrantedVisit(item)
        && world.part.protectedKinds().containsAll(kinds(item));
  }

  private boolean granted(Visit visit) {
    if (visit.person() != RandomWorld.SUBJECT) {
      return false;
    }
    boolean byItself =
        world.part.visits().isEmpty()
            ? !visit.from().isBefore(world.part.period().from())
                && !visit.to().isAfter(world.part.period().to())
                && world.part.visitKinds().contains(visit.kind())
            : world.part.visits().contains(visit.number());
    return byItself || (visit.partOf() >= 0 && granted(world.visits.get(visit.partOf())));
  }

  /** About the subject, and about no record of someone else; bills look at their lines later. */
  private boolean right(Item item) {
    return item.person() == RandomWorld.SUBJECT
        && (item.sort() == Sort.INVOICE
            || item.about().stream().map(world.items::get).allMatch(this::right));
  }

  private Set<Integer> visitsOf(Item item) {
    var visits = new HashSet<Integer>();
    if (item.visit() >= 0) {
      visits.add(item.visit());
    }
    if (item.sort() == Sort.INVOICE) {
      item.about().stream().map(world.items::get).map(Item::visit).forEach(visits::add);
      visits.remove(-1);
    }
    return visits;
  }

  private boolean inGrantedVisit(Item item) {
    var visits = visitsOf(item);
    return !visits.isEmpty() && visits.stream().map(world.visits::get).allMatch(this::granted);
  }

  private Set<ProtectedKind> kinds(Visit visit) {
    var kinds = EnumSet.noneOf(ProtectedKind.class);
    if (visit.label() != null) {
      kinds.add(visit.label());
    }
    if (visit.partOf() >= 0) {
      kinds.addAll(kinds(world.visits.get(visit.partOf())));
    }
    return kinds;
  }

  private Set<ProtectedKind> kinds(Item item) {
    var kinds = EnumSet.noneOf(ProtectedKind.class);
    kinds.addAll(labels(item));
    if (item.visit() >= 0) {
      kinds.addAll(kinds(world.visits.get(item.visit())));
    }
    item.about().forEach(about -> kinds.addAll(kinds(world.items.get(about))));
    if (item.sort().document() && item.visit() >= 0) {
      world.items.stream()
          .filter(other -> other.sort() == Sort.DIAGNOSIS && other.visit() == item.visit())
          .forEach(other -> kinds.addAll(labels(other)));
    }
    return kinds;
  }

  /** What it says itself, each time that it came. */
  private static Set<ProtectedKind> labels(Item item) {
    var labels = EnumSet.noneOf(ProtectedKind.class);
    if (item.label() != null) {
      labels.add(item.label());
    }
    if (item.secondLabel() != null) {
      labels.add(item.secondLabel());
    }
    return labels;
  }

  /** All that hangs together with it may go, or it does not go. */
  private boolean billPasses(Item item) {
    return ticked(item)
        && right(item)
        && inGrantedVisit(item)
        && bill(item).stream().allMatch(this::pieceMayGo);
  }

  private boolean pieceMayGo(Item piece) {
    return !piece.twice()
        && right(piece)
        && inGrantedVisit(piece)
        && (world.part.protectedBills() || world.part.protectedKinds().containsAll(kinds(piece)));
  }

  private List<Item> bill(Item start) {
    var found = new HashSet<Item>(List.of(start));
    int before;
    do {
      before = found.size();
      var more =
          world.items.stream()
              .filter(other -> other.sort().bill())
              .filter(other -> found.stream().anyMatch(one -> joined(one, other)))
              .collect(Collectors.toSet());
      found.addAll(more);
    } while (found.size() > before);
    return List.copyOf(found);
  }

  private boolean joined(Item one, Item other) {
    boolean byLine = isLineOf(one, other) || isLineOf(other, one);
    boolean byVisit =
        right(one)
            && right(other)
            && visitsOf(one).stream()
                .filter(visitsOf(other)::contains)
                .map(world.visits::get)
                .anyMatch(this::granted);
    return byLine || byVisit;
  }

  /** Lines of her own invoices; another's invoice is no bill of hers. */
  private boolean isLineOf(Item line, Item invoice) {
    return invoice.sort() == Sort.INVOICE && right(invoice) && invoice.about().contains(line.id());
  }
}
