package org.claimexchange.fhir.read;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;

/**
 * One page of a source's answer. It hides itself from logs.
 *
 * @param resources in the order they came
 * @param next where the next page is, as the source wrote it; whoever follows it makes sure that it
 *     leads to the same source
 * @param sha256 digest of the bytes that came, lower-case hexadecimal
 */
public record AnswerPage(List<Resource> resources, Optional<URI> next, String sha256) {
  public AnswerPage {
    resources = List.copyOf(resources);
  }

  @Override
  public String toString() {
    return "AnswerPage[" + resources.size() + " resources]";
  }
}
