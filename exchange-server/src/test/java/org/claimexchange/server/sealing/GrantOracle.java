package org.claimexchange.server.sealing;

import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.ProtectedKind;
import org.claimexchange.server.sealing.RandomSource.Entry;
import org.claimexchange.server.sealing.RandomSource.Sort;
import org.claimexchange.server.sealing.RandomSource.Visit;

/**
 * Which marks a grant lets out: person, visit, category, protection, whole bills. It knows no FHIR
 * and nothing of the filter.
 */
final class GrantOracle {
  private final RandomSource source;
  private final Part part;

  GrantOracle(RandomSource source) {
    this.source = source;
    this.part = source.part;
  }

  /** All that was put anywhere. */
  Set<String> all() {
    var marks = new LinkedHashSet<>(source.names);
    marks.add(source.household);
    source.visits.forEach(visit -> marks.add(visit.number()));
    Stream.concat(
            source.visits.stream().map(Visit::marks), source.entries.stream().map(Entry::marks))
        .forEach(own -> marks.addAll(List.of(own.shown(), own.reason(), own.hidden())));
    return marks;
  }

  /** What must come: names, texts and numbers of records that were granted. */
  Set<String> granted() {
    return Stream.concat(
            source.visits.stream().filter(this::passes).map(visit -> visit.marks().shown()),
            source.entries.stream().filter(this::passes).map(entry -> entry.marks().shown()))
        .collect(Collectors.toSet());
  }

  /** What must not be anywhere. */
  Set<String> withheld() {
    var marks = all();
    marks.removeAll(granted());
    source.visits.stream().filter(this::passes).map(Visit::number).forEach(marks::remove);
    // The consent itself names the visits that were granted, whether or not a record of them goes.
    marks.removeAll(part.visits());
    if (part.categories().contains("diagnosis")) {
      source.visits.stream().filter(this::passes).forEach(v -> marks.remove(v.marks().reason()));
      source.entries.stream().filter(this::passes).forEach(e -> marks.remove(e.marks().reason()));
    }
    return marks;
  }

  private boolean passes(Visit visit) {
    return granted(visit) && part.categories().contains("visit") && ticked(kinds(visit));
  }

  private boolean passes(Entry entry) {
    if (entry.sort().categories.stream().noneMatch(part.categories()::contains)) {
      return false;
    }
    return entry.sort().bill()
        ? bill(entry).stream().allMatch(this::pieceMayGo)
        : hers(entry) && inGrant(entry) && ticked(kinds(entry));
  }

  private boolean granted(Visit visit) {
    if (visit.person() != RandomSource.HERSELF) {
      return false;
    }
    return part.visits().isEmpty()
        ? part.period().contains(visit.from())
            && part.period().contains(visit.to())
            && part.visitKinds().contains(visit.kind())
        : part.visits().contains(visit.number());
  }

  /** About her, and about no record of someone else; an invoice is judged with its lines. */
  private boolean hers(Entry entry) {
    return entry.person() == RandomSource.HERSELF
        && (entry.sort() == Sort.INVOICE || entry.about().stream().allMatch(this::hers));
  }

  private boolean inGrant(Entry entry) {
    var visits = visits(entry);
    if (visits.isEmpty() && entry.sort() == Sort.ALLERGY) {
      return onGrantedDay(entry);
    }
    return !visits.isEmpty() && visits.stream().allMatch(this::granted);
  }

  private boolean onGrantedDay(Entry entry) {
    boolean inPeriod =
        part.visits().isEmpty()
            && !part.visitKinds().isEmpty()
            && part.period().contains(entry.day());
    return inPeriod
        || source.visits.stream()
            .filter(this::granted)
            .anyMatch(v -> !entry.day().isBefore(v.from()) && !entry.day().isAfter(v.to()));
  }

  private static Set<Visit> visits(Entry entry) {
    var lines = entry.sort() == Sort.INVOICE ? entry.about().stream() : Stream.<Entry>empty();
    return Stream.concat(Stream.of(entry), lines)
        .map(Entry::visit)
        .flatMap(Stream::ofNullable)
        .collect(Collectors.toSet());
  }

  private boolean ticked(Collection<ProtectedKind> kinds) {
    return part.protectedKinds().containsAll(kinds);
  }

  private static Set<ProtectedKind> kinds(Visit visit) {
    return visit.label() == null ? Set.of() : Set.of(visit.label());
  }

  /**
   * Its own, its visit's, those of what it refers to; a document's: of all the visit's diagnoses.
   */
  private Set<ProtectedKind> kinds(Entry entry) {
    var kinds = EnumSet.noneOf(ProtectedKind.class);
    Stream.ofNullable(entry.label()).forEach(kinds::add);
    Stream.ofNullable(entry.visit()).forEach(visit -> kinds.addAll(kinds(visit)));
    entry.about().forEach(about -> kinds.addAll(kinds(about)));
    if (entry.sort() == Sort.DOCUMENT && entry.visit() != null) {
      source.entries.stream()
          .filter(other -> other.sort() == Sort.DIAGNOSIS && entry.visit().equals(other.visit()))
          .flatMap(other -> Stream.ofNullable(other.label()))
          .forEach(kinds::add);
    }
    return kinds;
  }

  private boolean pieceMayGo(Entry piece) {
    return hers(piece) && inGrant(piece) && (part.protectedBills() || ticked(kinds(piece)));
  }

  /** All that hangs together with a piece of a bill. */
  private Set<Entry> bill(Entry start) {
    var found = new LinkedHashSet<>(Set.of(start));
    int before;
    do {
      before = found.size();
      source.entries.stream()
          .filter(other -> other.sort().bill())
          .filter(other -> List.copyOf(found).stream().anyMatch(one -> together(one, other)))
          .forEach(found::add);
    } while (found.size() > before);
    return found;
  }

  private boolean together(Entry one, Entry other) {
    boolean sameVisit =
        hers(one)
            && hers(other)
            && visits(one).stream().filter(visits(other)::contains).anyMatch(this::granted);
    return sameVisit || isLine(one, other) || isLine(other, one);
  }

  private boolean isLine(Entry line, Entry invoice) {
    return invoice.sort() == Sort.INVOICE && hers(invoice) && invoice.about().contains(line);
  }
}
