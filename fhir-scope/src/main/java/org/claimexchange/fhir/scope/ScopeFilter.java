package org.claimexchange.fhir.scope;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.claimexchange.fhir.category.Category;
import org.claimexchange.fhir.protection.ProtectedRecords;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.person.PersonId;
import org.hl7.fhir.r4.model.Resource;

/**
 * Lets through what one part grants about one person, and nothing else; the rules, by example, are
 * in {@code docs/scope-filter.md}. Pure: it changes none of its arguments.
 *
 * <p>First the facts of each resource are read, then all is judged on facts alone, then what passes
 * is written anew; so a long answer need not be held as a whole.
 */
public final class ScopeFilter {
  private final ProtectedRecords protectedRecords;
  private final DemandedElements demanded = new DemandedElements();

  /** With the lists of protected codes that come with the product. */
  public ScopeFilter() {
    this(new ProtectedRecords());
  }

  /** With other lists. */
  public ScopeFilter(ProtectedRecords protectedRecords) {
    this.protectedRecords = protectedRecords;
  }

  /**
   * Filters all that one source sent under one release.
   *
   * @param pulled the resources of all pages; each has an id
   * @param part what was granted at this source
   * @param subject whom the records must be about
   */
  public Scoped filter(Collection<? extends Resource> pulled, Part part, PersonId subject) {
    var bases = pulled.stream().map(References::base).collect(Collectors.toSet());
    bases.remove("");
    var references = new References(bases, subject);
    var findings = new ArrayList<Finding>();
    var resources = distinct(pulled, findings);
    var reader = new FactsReader(references, protectedRecords, subject);
    var facts =
        resources.values().stream()
            .map(r -> reader.read(r, RecordType.of(r.fhirType()).orElseThrow()))
            .toList();
    var dropped = Judgement.of(facts, part, subject);
    var rules = rules(references, part, resources, dropped);
    var kept = copy(new Copier(rules, demanded), rules, resources, dropped);
    resources.forEach((key, resource) -> {
      if (!kept.containsKey(key)) {
        findings.add(
            new Finding(resource.fhirType(), dropped.getOrDefault(key, DropReason.NOT_NEEDED)));
      }
    });
    return new Scoped(List.copyOf(kept.values()), findings);
  }

  /**
   * Those with a row in the table, each once; what comes twice with two contents is not believed.
   */
  private static Map<String, Resource> distinct(
      Collection<? extends Resource> pulled, List<Finding> findings) {
    var resources = new LinkedHashMap<String, Resource>();
    var ambiguous = new LinkedHashSet<String>();
    for (Resource resource : pulled) {
      if (RecordType.of(resource.fhirType()).isEmpty()) {
        findings.add(new Finding(resource.fhirType(), DropReason.TYPE_NOT_KNOWN));
        continue;
      }
      var key = References.key(resource);
      var before = resources.putIfAbsent(key, resource);
      if (before != null && !before.equalsDeep(resource)) {
        ambiguous.add(key);
      }
    }
    for (String key : ambiguous) {
      var removed = Objects.requireNonNull(resources.remove(key));
      findings.add(new Finding(removed.fhirType(), DropReason.AMBIGUOUS));
    }
    return resources;
  }

  private static boolean serves(Resource resource) {
    return RecordType.of(resource.fhirType())
        .filter(type -> type.role() == RecordType.Role.SERVING)
        .isPresent();
  }

  private CopyRules rules(
      References references,
      Part part,
      Map<String, Resource> resources,
      Map<String, DropReason> dropped) {
    var ids = new HashMap<String, String>();
    var serving = new HashMap<String, Resource>();
    Optional<String> person = Optional.empty();
    for (var entry : resources.entrySet()) {
      if (dropped.containsKey(entry.getKey())) {
        continue;
      }
      var resource = entry.getValue();
      if (serves(resource)) {
        serving.put(entry.getKey(), resource);
      }
      if (!resource.fhirType().equals("Binary")) {
        ids.put(entry.getKey(), resource.fhirType() + "/" + id(resource));
      }
      if (person.isEmpty() && resource.fhirType().equals("Patient")) {
        person = Optional.of("Patient/" + id(resource));
      }
    }
    return new CopyRules(
        references, protectedRecords, part, categories(part), ids, serving, person);
  }

  private static String id(Resource resource) {
    return resource.getIdElement().getIdPart().replace("urn:uuid:", "");
  }

  private static Set<Category> categories(Part part) {
    var categories = EnumSet.noneOf(Category.class);
    part.categories().forEach(code -> Category.ofCode(code).ifPresent(categories::add));
    return categories;
  }

  private static Map<String, Resource> copy(
      Copier copier,
      CopyRules rules,
      Map<String, Resource> resources,
      Map<String, DropReason> dropped) {
    var kept = new LinkedHashMap<String, Resource>();
    resources.forEach((key, resource) -> {
      if (!dropped.containsKey(key) && !serves(resource)) {
        kept.put(key, copy(copier, resource));
      }
    });
    boolean more = true;
    while (more) {
      var open = rules.needed().stream().filter(key -> !kept.containsKey(key)).toList();
      more = !open.isEmpty();
      open.forEach(key -> kept.put(key, copy(copier, Objects.requireNonNull(resources.get(key)))));
    }
    return kept;
  }

  private static Resource copy(Copier copier, Resource resource) {
    return copier.copy(resource, RecordType.of(resource.fhirType()).orElseThrow(), id(resource));
  }
}
