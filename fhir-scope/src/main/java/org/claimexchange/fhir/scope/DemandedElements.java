package org.claimexchange.fhir.scope;

import ca.uhn.fhir.model.api.annotation.Child;
import java.lang.reflect.Field;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.r4.model.Base;

/**
 * Which elements FHIR demands, as the annotations of HAPI's model say it ({@code
 * Property.getMinCardinality()} is always 0 there).
 */
final class DemandedElements {
  private final Map<Class<?>, Set<String>> byClass = new ConcurrentHashMap<>();

  /**
   * @param name of the element, with or without {@code [x]}
   */
  boolean demands(Base holder, String name) {
    return byClass
        .computeIfAbsent(holder.getClass(), DemandedElements::read)
        .contains(name.replace("[x]", ""));
  }

  private static Set<String> read(Class<?> type) {
    var names = new HashSet<String>();
    for (Class<?> c = type; c != null && Base.class.isAssignableFrom(c); c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        var child = field.getAnnotation(Child.class);
        if (child != null && child.min() > 0) {
          names.add(child.name());
        }
      }
    }
    return names;
  }
}
