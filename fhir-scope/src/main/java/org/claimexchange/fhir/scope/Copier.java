package org.claimexchange.fhir.scope;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.claimexchange.fhir.category.Category;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * Writes a resource anew from the elements that pass. Nothing is copied that is not named: no
 * narrative, contained resource, extension (but those of {@link KeptExtensions}), element id,
 * version or tag. Where a reference falls away and FHIR demands it, what holds it falls away too;
 * on a bill, which goes whole, a reference without content stands in its place.
 */
final class Copier {
  private static final Set<String> NEVER =
      Set.of("extension", "modifierExtension", "contained", "id", "meta");

  private final CopyRules rules;
  private final DemandedElements demanded;

  Copier(CopyRules rules, DemandedElements demanded) {
    this.rules = rules;
    this.demanded = demanded;
  }

  Resource copy(Resource source, RecordType type, String id) {
    var target = (Resource) instance(source);
    target.setId(type.fhirType() + "/" + id);
    source
        .getMeta()
        .getSecurity()
        .forEach(label -> {
          var kept = target.getMeta().addSecurity();
          kept.setSystem(label.getSystem()).setCode(label.getCode());
        });
    for (Property property : source.children()) {
      if (property.hasValues() && type.elements().contains(property.getName())) {
        var values = values(source, type, source, property, property.getName());
        if (values.isEmpty() && demanded.demands(source, property.getName())) {
          property.getValues().stream()
              .filter(Reference.class::isInstance)
              .limit(1)
              .forEach(fallen -> values.add(CopyRules.withoutContent()));
        }
        values.forEach(value -> target.setProperty(property.getName(), value));
      }
    }
    KeptExtensions.copy(source, target, reference -> rules.reference(reference, source));
    return target;
  }

  private List<Base> values(
      Resource holder, RecordType type, Base parent, Property property, String path) {
    var values = new ArrayList<Base>();
    Optional<Category> needs = ElementCategories.of(type, path);
    if (needs.isPresent() && !rules.categories().contains(needs.get())) {
      return values;
    }
    for (Base value : property.getValues()) {
      value(holder, type, parent, property, path, value).ifPresent(values::add);
    }
    return values;
  }

  private Optional<? extends Base> value(
      Resource holder, RecordType type, Base parent, Property property, String path, Base value) {
    if (value instanceof PrimitiveType<?> primitive) {
      return primitive(primitive);
    }
    if (value instanceof Reference reference) {
      return reference(holder, type, parent, property, path, reference);
    }
    if (value instanceof Identifier identifier) {
      return path.equals("identifier") ? rules.identifier(type, identifier) : Optional.empty();
    }
    if (value instanceof Attachment attachment) {
      return complex(holder, type, path, rules.withData(attachment, holder));
    }
    boolean untold =
        value instanceof CodeableConcept concept
            && type == RecordType.ENCOUNTER
            && path.equals("reasonCode")
            && !rules.mayTell(concept);
    return untold || value instanceof Resource
        ? Optional.empty()
        : complex(holder, type, path, value);
  }

  private Optional<Reference> reference(
      Resource holder,
      RecordType type,
      Base parent,
      Property property,
      String path,
      Reference reference) {
    var kept = rules.reference(reference, holder, property);
    boolean stands =
        type.role() == RecordType.Role.BILL
            && path.contains(".")
            && demanded.demands(parent, property.getName());
    return kept.isEmpty() && stands ? Optional.of(CopyRules.withoutContent()) : kept;
  }

  private Optional<Base> complex(Resource holder, RecordType type, String path, Base source) {
    var target = instance(source);
    boolean any = false;
    for (Property property : source.children()) {
      if (!property.hasValues() || NEVER.contains(property.getName())) {
        continue;
      }
      var values = values(holder, type, source, property, path + "." + property.getName());
      if (values.isEmpty() && demanded.demands(source, property.getName())) {
        return Optional.empty();
      }
      for (Base value : values) {
        target.setProperty(property.getName(), value);
        any = true;
      }
    }
    return any ? Optional.of(target) : Optional.empty();
  }

  private static Optional<PrimitiveType<?>> primitive(PrimitiveType<?> source) {
    if (!source.hasValue()) {
      return Optional.empty();
    }
    PrimitiveType<?> copy = (PrimitiveType<?>) source.copy();
    copy.setId(null);
    copy.setExtension(new ArrayList<>());
    return Optional.of(copy);
  }

  /** An empty one of the same class: all model classes of HAPI have a public empty constructor. */
  private static Base instance(Base source) {
    try {
      return source.getClass().getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("not a model class: " + source.fhirType(), e);
    }
  }
}
