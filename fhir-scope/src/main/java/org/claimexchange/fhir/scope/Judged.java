package org.claimexchange.fhir.scope;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.claimexchange.fhir.read.Answer;
import org.claimexchange.fhir.read.MalformedAnswerException;
import org.claimexchange.fhir.scope.RecordType.Role;
import org.hl7.fhir.r4.model.Resource;

/**
 * A source's answer after the judgement: what passes is known, and can be written. Nothing of the
 * records is held but their facts.
 */
public final class Judged {
  private final Answer answer;
  private final AnswerFacts facts;
  private final Map<String, DropReason> dropped;
  private final CopyRules rules;
  private final Copier copier;

  Judged(
      Answer answer,
      AnswerFacts facts,
      Map<String, DropReason> dropped,
      CopyRules rules,
      Copier copier) {
    this.answer = answer;
    this.facts = facts;
    this.dropped = dropped;
    this.rules = rules;
    this.copier = copier;
  }

  /**
   * Reads the answer once more and writes what passes, in the order in which it came; after it what
   * serves it, in the order in which it was referred to.
   *
   * @return one finding for each record that did not pass
   * @throws MalformedAnswerException if a page that was read before cannot be read now
   */
  public List<Finding> copy(Keeper keeper) throws MalformedAnswerException {
    var copying = new Copying(keeper);
    try {
      copying.run();
    } catch (Binaries.UnreadableException e) {
      throw e.defect();
    }
    var findings = new ArrayList<>(facts.findings());
    for (Facts f : facts.all()) {
      if (!copying.kept.contains(f.key())) {
        findings.add(
            new Finding(f.type().fhirType(), dropped.getOrDefault(f.key(), DropReason.NOT_NEEDED)));
      }
    }
    return findings;
  }

  /** Keys of all records that pass; of those that only serve others, all that may. */
  Set<String> passing() {
    return facts.all().stream()
        .map(Facts::key)
        .filter(key -> !dropped.containsKey(key))
        .collect(Collectors.toSet());
  }

  private boolean serves(Facts f) {
    return f.type().role() == Role.SERVING;
  }

  /** One writing. */
  private final class Copying {
    private final Keeper keeper;
    private final Set<String> kept = new HashSet<>();
    private final List<String> needed = new ArrayList<>();

    /** Doctors, specimens, medicines: small, and whether one passes is seen only at the end. */
    private final Map<String, Resource> serving = new HashMap<>();

    Copying(Keeper keeper) {
      this.keeper = keeper;
    }

    void run() throws MalformedAnswerException {
      keeper.expect(
          facts.all().stream()
              .filter(f -> !dropped.containsKey(f.key()) && !serves(f))
              .map(Facts::address)
              .toList());
      for (int page = 0; page < answer.pages(); page++) {
        answer.read(page, this::one);
      }
      for (int i = 0; i < needed.size(); i++) {
        keep(facts.of(needed.get(i)), Objects.requireNonNull(serving.get(needed.get(i))));
      }
    }

    private void one(Resource resource) {
      var f = facts.find(References.key(resource)).orElse(null);
      if (f == null || dropped.containsKey(f.key())) {
        return;
      }
      if (!serves(f)) {
        if (!kept.contains(f.key())) {
          keep(f, resource);
        }
      } else if (f.type() != RecordType.BINARY) {
        serving.putIfAbsent(f.key(), resource);
      }
    }

    private void keep(Facts f, Resource resource) {
      kept.add(f.key());
      var copy = copier.copy(resource, f.type(), f.id());
      var more = rules.newlyNeeded();
      if (!more.isEmpty()) {
        needed.addAll(more);
        keeper.expect(more.stream().map(key -> facts.of(key).address()).toList());
      }
      keeper.keep(copy);
    }
  }
}
