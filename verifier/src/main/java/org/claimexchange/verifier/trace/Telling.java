package org.claimexchange.verifier.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.claimexchange.model.consent.DateRange;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Opening;

/** Collects what one step tells. */
final class Telling {
  private final Words words;
  private final StoryNames names;
  private final List<Fact> facts = new ArrayList<>();

  /**
   * @param names what all hidden sides of the story tell of names
   */
  Telling(Words words, StoryNames names) {
    this.words = words;
    this.names = names;
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
    return names.participant(id).orElse(id);
  }

  /** Name and id. */
  String participantWithId(String id) {
    return names.participant(id).map(name -> name + "（" + id + "）").orElse(id);
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

  /** Whose record a part is, that is named by its digest. */
  String recordOf(Digest part) {
    return names
        .sourceOf(part)
        .map(source -> participantWithId(source) + "的记录")
        .orElse("监管数据未说明是哪家医院的");
  }

  /** The sources of parts that are named by their digests. */
  String sources(List<Digest> digests, List<Opening<Part>> parts) {
    return parts.stream()
        .filter(part -> digests.contains(part.digest()))
        .map(part -> participant(part.value().source()))
        .collect(Collectors.joining("、"));
  }
}
