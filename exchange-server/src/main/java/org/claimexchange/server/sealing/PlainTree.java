package org.claimexchange.server.sealing;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Records as plain JSON for systems that know no FHIR: member names are those of the records, what
 * is empty is left out, amounts are decimal text so that no reader makes binary floating point of
 * them, times are ISO 8601.
 */
final class PlainTree {

  private PlainTree() {}

  /** The tree of a value; empty where there is nothing to say. */
  static Optional<Object> of(Object value) {
    return switch (value) {
      case Optional<?> optional -> optional.flatMap(PlainTree::of);
      case String text -> text.isEmpty() ? Optional.empty() : Optional.of(text);
      case BigDecimal number -> Optional.of(number.toPlainString());
      case Temporal time -> Optional.of(time.toString());
      case Enum<?> constant ->
          Optional.of(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
      case Collection<?> many -> ofMany(many);
      case Record one -> Optional.of(ofRecord(one));
      case Integer number -> Optional.of(number);
      case Boolean flag -> Optional.of(flag);
      default ->
          throw new IllegalArgumentException(
              "no plain form of " + value.getClass().getSimpleName());
    };
  }

  /** Each is made when it is written: a fee list as a tree is larger than all the rest. */
  private static Optional<Object> ofMany(Collection<?> many) {
    Iterable<Object> each =
        () -> many.stream().map(PlainTree::of).flatMap(Optional::stream).iterator();
    return each.iterator().hasNext() ? Optional.of(each) : Optional.empty();
  }

  private static Map<String, Object> ofRecord(Record one) {
    Map<String, Object> tree = new LinkedHashMap<>();
    for (RecordComponent component : one.getClass().getRecordComponents()) {
      try {
        of(component.getAccessor().invoke(one))
            .ifPresent(value -> tree.put(component.getName(), value));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("a record whose components cannot be read", e);
      }
    }
    return tree;
  }
}
