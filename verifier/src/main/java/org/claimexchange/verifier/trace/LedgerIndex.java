package org.claimexchange.verifier.trace;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.json.MalformedJsonException;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.model.register.RegisterState;
import org.claimexchange.model.register.RegistersState;
import org.claimexchange.verifier.blocks.LedgerTransaction;
import org.claimexchange.verifier.blocks.Place;

/** What stands on the ledger, as far as the story needs it: ids, digests, roots. */
final class LedgerIndex {
  /** The contract's name on the channel. */
  private static final String CHAINCODE = "consent";

  /** Where all registers stand (a composite key of Fabric). */
  private static final String REGISTERS_KEY = "\u0000registers\u0000all\u0000";

  /** How the keys begin under which the contract of sequence 1 wrote them. */
  private static final String REGISTER_KEY = "\u0000register\u0000";

  private final StepKinds kinds = new StepKinds();
  private final Map<String, LedgerStep<?, ?>> steps = new LinkedHashMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private final Map<RegisterName, NavigableMap<Place, Digest>> roots = new LinkedHashMap<>();

  private final Map<String, Digest> requestBodies = new LinkedHashMap<>();
  private final Map<String, Digest> statements = new LinkedHashMap<>();
  private final Map<String, Digest> releaseBodies = new LinkedHashMap<>();
  private final Map<String, Digest> sealed = new LinkedHashMap<>();
  private final Map<String, String> consentOfRequest = new LinkedHashMap<>();
  private final Map<String, String> consentOfRelease = new LinkedHashMap<>();
  private final Map<String, Instant> grantTimes = new LinkedHashMap<>();
  private final Set<String> refused = new HashSet<>();
  private final Map<String, Summary> summaries = new LinkedHashMap<>();
  private final Map<String, String> releaseOfDelivery = new LinkedHashMap<>();
  private final Map<String, String> consentOfObjection = new LinkedHashMap<>();
  private final Map<String, Digest> objectionBodies = new LinkedHashMap<>();
  private final Map<String, Instant> neverStood = new LinkedHashMap<>();

  /** Takes the next transaction; one that wrote nothing (a read, a repetition) is passed over. */
  void take(LedgerTransaction transaction) {
    if (!transaction.chaincode().equals(CHAINCODE) || transaction.writes().isEmpty()) {
      return;
    }
    Optional<StepKind<?, ?>> kind = kinds.of(transaction.function());
    if (kind.isEmpty()) {
      findings.add(Finding.at(FindingKind.UNKNOWN_FUNCTION, transaction, ""));
      return;
    }
    try {
      LedgerStep<?, ?> step = LedgerStep.read(transaction, kind.get());
      step.note(this);
      steps.put(transaction.id(), step);
    } catch (MalformedJsonException e) {
      findings.add(Finding.at(FindingKind.LEDGER_UNREADABLE, transaction, ""));
    }
    noteRoots(transaction);
  }

  void request(String request, Digest body) {
    requestBodies.putIfAbsent(request, body);
  }

  void consent(String consent, String request, Digest statement, Instant time) {
    grantTimes.putIfAbsent(consent, time);
    statements.putIfAbsent(consent, statement);
    consentOfRequest.putIfAbsent(request, consent);
  }

  void release(String release, String consent, Digest body) {
    releaseBodies.putIfAbsent(release, body);
    consentOfRelease.putIfAbsent(release, consent);
  }

  void delivery(String delivery, String release, Digest sealedPackage) {
    sealed.putIfAbsent(delivery, sealedPackage);
    releaseOfDelivery.putIfAbsent(delivery, release);
  }

  void objection(String objection, String consent, Digest body) {
    objectionBodies.putIfAbsent(objection, body);
    consentOfObjection.putIfAbsent(objection, consent);
  }

  /** A person may withdraw what they signed before its grant stands; it never does then. */
  void withdrawn(String consent, Instant time) {
    summary(consent).withdrawn();
    if (!statements.containsKey(consent)) {
      neverStood.putIfAbsent(consent, time);
    }
  }

  void refused(String request) {
    refused.add(request);
  }

  /** What is told of a consent in one line, as far as it is known. */
  Summary summary(String consent) {
    return summaries.computeIfAbsent(consent, id -> new Summary());
  }

  boolean holds(String transaction) {
    return steps.containsKey(transaction);
  }

  Optional<LedgerStep<?, ?>> step(String transaction) {
    return Optional.ofNullable(steps.get(transaction));
  }

  Collection<LedgerStep<?, ?>> steps() {
    return steps.values();
  }

  List<Finding> findings() {
    return findings;
  }

  /** All that were granted, then those that were withdrawn before. */
  Collection<String> consents() {
    Set<String> all = new LinkedHashSet<>(statements.keySet());
    all.addAll(neverStood.keySet());
    return all;
  }

  /** Whether the consent was withdrawn before its grant stood on the ledger. */
  boolean neverStood(String consent) {
    return neverStood.containsKey(consent);
  }

  /** How many requests were refused. */
  long refusedRequests() {
    return refused.size();
  }

  /** How many requests were neither granted nor refused. */
  long openRequests() {
    return requestBodies.keySet().stream()
        .filter(request -> !consentOfRequest.containsKey(request) && !refused.contains(request))
        .count();
  }

  /** When the consent was granted; when it was withdrawn, where it never stood. */
  Instant grantedAt(String consent) {
    return grantTimes.getOrDefault(consent, neverStood.getOrDefault(consent, Instant.EPOCH));
  }

  /** The consent to whose story a step belongs. */
  Optional<String> consentOf(LedgerStep<?, ?> step) {
    Subject subject = step.subject();
    if (subject instanceof Subject.OfConsent consent) {
      return Optional.of(consent.consent());
    }
    if (subject instanceof Subject.OfRequest request) {
      return Optional.ofNullable(consentOfRequest.get(request.request()));
    }
    if (subject instanceof Subject.OfRelease release) {
      return Optional.ofNullable(consentOfRelease.get(release.release()));
    }
    if (subject instanceof Subject.OfDelivery delivery) {
      return Optional.ofNullable(releaseOfDelivery.get(delivery.delivery()))
          .map(consentOfRelease::get);
    }
    if (subject instanceof Subject.OfObjection objection) {
      return consentOfObjection(objection.objection());
    }
    return Optional.empty();
  }

  Optional<Digest> requestBody(String request) {
    return Optional.ofNullable(requestBodies.get(request));
  }

  Optional<Digest> statement(String consent) {
    return Optional.ofNullable(statements.get(consent));
  }

  Optional<Digest> releaseBody(String release) {
    return Optional.ofNullable(releaseBodies.get(release));
  }

  Optional<Digest> sealed(String delivery) {
    return Optional.ofNullable(sealed.get(delivery));
  }

  Optional<Digest> objectionBody(String objection) {
    return Optional.ofNullable(objectionBodies.get(objection));
  }

  Optional<String> consentOfObjection(String objection) {
    return Optional.ofNullable(consentOfObjection.get(objection));
  }

  Optional<String> consentOfDelivery(String delivery) {
    return Optional.ofNullable(releaseOfDelivery.get(delivery)).map(consentOfRelease::get);
  }

  Optional<String> consentOfRelease(String release) {
    return Optional.ofNullable(consentOfRelease.get(release));
  }

  /** The root of a register just before a place. */
  Optional<Digest> rootBefore(RegisterName register, Place place) {
    NavigableMap<Place, Digest> changes = roots.getOrDefault(register, new TreeMap<>());
    return Optional.ofNullable(changes.lowerEntry(place)).map(Map.Entry::getValue);
  }

  private void noteRoots(LedgerTransaction transaction) {
    transaction
        .writes()
        .forEach((key, value) -> {
          try {
            if (key.equals(REGISTERS_KEY)) {
              CanonicalJson.read(value, RegistersState.class)
                  .registers()
                  .forEach(state -> noteRoot(transaction, state));
            } else if (key.startsWith(REGISTER_KEY)) {
              noteRoot(transaction, CanonicalJson.read(value, RegisterState.class));
            }
          } catch (MalformedJsonException e) {
            findings.add(Finding.at(FindingKind.LEDGER_UNREADABLE, transaction, "登记册"));
          }
        });
  }

  private void noteRoot(LedgerTransaction transaction, RegisterState state) {
    roots
        .computeIfAbsent(state.register(), name -> new TreeMap<>())
        .put(transaction.place(), state.root());
  }
}
