package org.claimexchange.guard.answer;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;

/**
 * One page as the source's own system gives it, nothing withheld yet.
 *
 * @param resources in their order
 * @param next where its next page is
 * @param <C> how the source's system names a page
 */
public record Batch<C>(List<Resource> resources, Optional<C> next) {
  public Batch {
    resources = List.copyOf(resources);
  }

  @Override
  public String toString() {
    return "Batch[" + resources.size() + " resources]";
  }
}
