package org.claimexchange.fhir.scope;

import java.util.Collection;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.person.PersonId;
import org.hl7.fhir.r4.model.Resource;

/**
 * Lets through what one part grants about one person, and nothing else. Pure: it changes none of
 * its arguments.
 */
public final class ScopeFilter {
  /** The rules of {@code docs/scope-filter.md}. */
  public ScopeFilter() {}

  /**
   * Filters all that one source sent under one release.
   *
   * @param pulled the resources of all pages; each has an id
   * @param part what was granted at this source
   * @param subject whom the records must be about
   */
  public Scoped filter(Collection<? extends Resource> pulled, Part part, PersonId subject) {
    throw new UnsupportedOperationException("follows in the next commits");
  }
}
