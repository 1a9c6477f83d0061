package org.claimexchange.verifier.trace;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.claimexchange.model.consent.ConsentOpenings;
import org.claimexchange.model.disclosure.Digest;

/**
 * What one story's hidden sides tell of names: participants by their entries, and which digest is
 * the part of which source.
 */
final class StoryNames {
  private final Map<String, String> participants = new HashMap<>();
  private final Map<String, String> sources = new HashMap<>();

  /** Finds every participant's entry and every opened part in a hidden side. */
  void collect(JsonNode node) {
    if (node.path("mspId").isTextual() && node.path("id").isTextual()) {
      participants.put(node.path("id").asText(), node.path("name").asText());
    }
    if (node.path("name").asText().equals(ConsentOpenings.PART)
        && node.path("value").path("source").isTextual()) {
      Digest part =
          Digest.ofCanonical(List.of(node.path("salt"), node.path("name"), node.path("value")));
      sources.put(part.value(), node.path("value").path("source").asText());
    }
    node.forEach(this::collect);
  }

  /** A participant's name. */
  Optional<String> participant(String id) {
    return Optional.ofNullable(participants.get(id));
  }

  /** Participant id of the source whose part has this digest. */
  Optional<String> sourceOf(Digest part) {
    return Optional.ofNullable(sources.get(part.value()));
  }
}
