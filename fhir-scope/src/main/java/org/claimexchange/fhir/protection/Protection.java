package org.claimexchange.fhir.protection;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import org.claimexchange.model.consent.ProtectedKind;

/**
 * Why a record is specially protected.
 *
 * @param kinds the kinds it belongs to
 * @param restricted whether a label restricts it without naming a kind: then nobody can have
 *     granted it
 */
public record Protection(Set<ProtectedKind> kinds, boolean restricted) {
  /** Not protected. */
  public static final Protection NONE = new Protection(Set.of(), false);

  public Protection {
    kinds = Set.copyOf(kinds);
  }

  /** Both together. */
  public Protection and(Protection other) {
    if (other.isNone()) {
      return this;
    }
    var all = EnumSet.noneOf(ProtectedKind.class);
    all.addAll(kinds);
    all.addAll(other.kinds);
    return new Protection(all, restricted || other.restricted);
  }

  /** Whether it is not protected at all. */
  public boolean isNone() {
    return kinds.isEmpty() && !restricted;
  }

  /** Whether every kind is among those granted. */
  public boolean grantedBy(Collection<ProtectedKind> granted) {
    return granted.containsAll(kinds);
  }
}
