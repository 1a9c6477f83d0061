package org.claimexchange.guard.answer;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;

/**
 * One page as the guard hands it out: full unless it is the last, so that it does not tell how much
 * was withheld.
 *
 * @param resources what passes
 * @param next token of the next page
 */
record Page(List<Resource> resources, Optional<String> next) {
  /** The parameter that carries the token. */
  static final String TOKEN = "_getpages";

  /**
   * As a searchset without a total, and with no other link than the next page.
   *
   * @param base address of the FHIR interface, without a slash at the end
   */
  Bundle bundle(String base) {
    var bundle = new Bundle().setType(Bundle.BundleType.SEARCHSET);
    next.ifPresent(token ->
        bundle.addLink().setRelation(Bundle.LINK_NEXT).setUrl(base + "?" + TOKEN + "=" + token));
    for (Resource resource : resources) {
      bundle
          .addEntry()
          .setFullUrl(base + "/" + resource.getIdElement().toUnqualifiedVersionless().getValue())
          .setResource(resource);
    }
    return bundle;
  }

  @Override
  public String toString() {
    return "Page[" + resources.size() + " resources]";
  }
}
