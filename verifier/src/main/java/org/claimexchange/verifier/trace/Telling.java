package org.claimexchange.verifier.trace;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.claimexchange.model.consent.DateRange;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Opening;

/** Collects what one step tells. */
final class Telling {
  private final Words words;
  private final Map<String, String> names;
  private final List<Fact> facts = new ArrayList<>();

  /**
   * @param names participants' names by id, see {@link #collectNames}
   */
  Telling(Words words, Map<String, String> names) {
    this.words = words;
    this.names = names;
  }

  /** Finds every participant's entry in a hidden side, wherever it stands. */
  static void collectNames(JsonNode node, Map<String, String> names) {
    if (node.path("mspId").isTextual() && node.path("id").isTextual()) {
      names.put(node.path("id").asText(), node.path("name").asText());
    }
    node.forEach(child -> collectNames(child, names));
  }

  Words words() {
    return words;
  }

  List<Fact> facts() {
    return facts;
  }

  void fact(String name, String label, String value) {
    facts.add(new Fact(name, label, value));
  }

  /** A participant's name; its id where the feed tells no name. */
  String participant(String id) {
    return names.getOrDefault(id, id);
  }

  /** Name and id. */
  String participantWithId(String id) {
    return names.containsKey(id) ? participant(id) + "（" + id + "）" : id;
  }

  String part(Part part) {
    DateRange period = part.period();
    StringBuilder told = new StringBuilder(participant(part.source())).append("，");
    if (part.visits().isEmpty()) {
      told.append(words.visitKinds(part.visitKinds()))
          .append(' ')
          .append(period.from())
          .append(" 至 ")
          .append(period.to());
    } else {
      told.append("就诊 ").append(String.join("、", part.visits()));
    }
    told.append("，").append(words.categories(part.categories()));
    if (!part.protectedKinds().isEmpty()) {
      told.append("，特别保护：").append(words.protectedKinds(part.protectedKinds()));
    }
    if (part.protectedBills()) {
      told.append("，含受保护项目的账单整张提供");
    }
    return told.toString();
  }

  /** The sources of parts that are named by their digests. */
  String sources(List<Digest> digests, List<Opening<Part>> parts) {
    return parts.stream()
        .filter(part -> digests.contains(part.digest()))
        .map(part -> participant(part.value().source()))
        .collect(Collectors.joining("、"));
  }
}
