package org.claimexchange.server.patient;

import static org.claimexchange.server.consent.ProgressStep.State.DONE;
import static org.claimexchange.server.consent.ProgressStep.State.RUNNING;
import static org.claimexchange.server.consent.ProgressStep.State.STOPPED;
import static org.claimexchange.server.consent.ProgressStep.State.WAITING;

import com.nimbusds.jose.crypto.impl.ECDSA;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.SignedJWT;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.claimexchange.model.consent.GrantorProof;
import org.claimexchange.model.consent.WithdrawalStatement;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.person.PersonId;
import org.claimexchange.model.transaction.LedgerRefusal;
import org.claimexchange.server.consent.ActOutcome;
import org.claimexchange.server.consent.ConsentStanding;
import org.claimexchange.server.consent.ConsentView;
import org.claimexchange.server.consent.Consents;
import org.claimexchange.server.consent.GrantCommand;
import org.claimexchange.server.consent.GrantOutcome;
import org.claimexchange.server.consent.HistoryEntry;
import org.claimexchange.server.consent.ProgressStep;
import org.claimexchange.server.consent.SourceProgress;

/**
 * Consents held in memory, for tests of the page alone. It checks what the chaincode checks of a
 * proof: nonce over key, statement and random, never spent before, and the signature.
 */
final class StandInConsents implements Consents {
  private final Map<String, Kept> consents = new LinkedHashMap<>();
  private final Set<String> spent = new HashSet<>();
  private final StandIn requests;
  private final Clock clock;
  private Scene scene = Scene.DELIVERED;
  private boolean refuseGrants;

  StandInConsents(StandIn requests, Clock clock) {
    this.requests = requests;
    this.clock = clock;
  }

  /** How far what is granted seems to have come. */
  enum Scene {
    COLLECTING,
    LATE,
    PROBLEM,
    DELIVERED
  }

  void play(Scene next) {
    scene = next;
  }

  void refuseGrants(boolean refuse) {
    refuseGrants = refuse;
  }

  List<GrantCommand> granted() {
    return consents.values().stream().map(Kept::command).toList();
  }

  void clear() {
    consents.clear();
    refuseGrants = false;
    scene = Scene.DELIVERED;
  }

  @Override
  public synchronized GrantOutcome grant(GrantCommand command) {
    String id = command.statement().consent();
    Kept before = consents.get(id);
    if (before != null && before.command().equals(command)) {
      return new GrantOutcome.Granted(id, "tx-" + id, before.at());
    }
    if (refuseGrants) {
      return refused(LedgerRefusal.Code.NO_APPROVAL);
    }
    if (!holds(
        command.proof(), command.statement().digest(), command.statement().canonicalBytes())) {
      return refused(LedgerRefusal.Code.SIGNATURE_INVALID);
    }
    Instant now = clock.instant();
    consents.put(id, new Kept(command, now, Optional.empty()));
    requests.answered(command.request());
    return new GrantOutcome.Granted(id, "tx-" + id, now);
  }

  @Override
  public ActOutcome refuse(String request, PersonId person) {
    requests.refused(request);
    return new ActOutcome.Done("tx-" + request, clock.instant());
  }

  @Override
  public synchronized ActOutcome withdraw(
      String consent, WithdrawalStatement statement, GrantorProof proof) {
    Kept kept = consents.get(consent);
    if (kept == null) {
      return new ActOutcome.NotOpen();
    }
    if (!holds(proof, statement.digest(), statement.canonicalBytes())) {
      return new ActOutcome.Refused(
          new LedgerRefusal(LedgerRefusal.Code.SIGNATURE_INVALID, "the signature does not hold"));
    }
    Instant now = clock.instant();
    consents.put(consent, new Kept(kept.command(), kept.at(), Optional.of(now)));
    return new ActOutcome.Done("tx-w-" + consent, now);
  }

  @Override
  public synchronized List<ConsentView> ofGrantor(PersonId grantor) {
    return consents.values().stream()
        .filter(kept -> kept.command().openings().grantor().value().id().equals(grantor))
        .map(this::view)
        .toList()
        .reversed();
  }

  @Override
  public synchronized Optional<ConsentView> find(String consent, PersonId grantor) {
    return ofGrantor(grantor).stream().filter(view -> view.consent().equals(consent)).findFirst();
  }

  private boolean holds(GrantorProof proof, Digest statement, byte[] signed) {
    try {
      ECKey key = ECKey.parse(proof.key());
      String nonce =
          GrantorProof.nonce(
                  new Digest(key.computeThumbprint().toString()), statement, proof.random())
              .value();
      Signature check = Signature.getInstance("SHA256withECDSA");
      check.initVerify(key.toECPublicKey());
      check.update(signed);
      return SignedJWT.parse(proof.idToken())
              .getJWTClaimsSet()
              .getStringClaim("nonce")
              .equals(nonce)
          && spent.add(nonce)
          && check.verify(
              ECDSA.transcodeSignatureToDER(Base64.getUrlDecoder().decode(proof.signature())));
    } catch (Exception e) {
      return false;
    }
  }

  private static GrantOutcome refused(LedgerRefusal.Code code) {
    return new GrantOutcome.Refused(new LedgerRefusal(code, "refused by the stand-in"));
  }

  private ConsentView view(Kept kept) {
    GrantCommand command = kept.command();
    var request = requests.find(command.request()).orElseThrow();
    boolean withdrawn = kept.withdrawnAt().isPresent();
    return new ConsentView(
        command.statement().consent(),
        command.request(),
        command.statement(),
        command.openings(),
        command.text(),
        request.recipients(),
        withdrawn ? ConsentStanding.WITHDRAWN : ConsentStanding.ACTIVE,
        Optional.of(kept.at()),
        request.returnUrl(),
        steps(kept),
        sources(kept),
        history(kept));
  }

  private List<ProgressStep> steps(Kept kept) {
    int done =
        switch (scene) {
          case COLLECTING, LATE -> 2;
          case PROBLEM, DELIVERED -> 6;
        };
    boolean withdrawn = kept.withdrawnAt().isPresent();
    List<ProgressStep> steps = new ArrayList<>();
    for (ProgressStep.Kind kind : ProgressStep.Kind.values()) {
      int place = kind.ordinal();
      ProgressStep.State rest = withdrawn ? STOPPED : place == done ? RUNNING : WAITING;
      steps.add(
          new ProgressStep(
              kind,
              place < done ? DONE : rest,
              place < done ? Optional.of(kept.at().plusMillis(300L * place)) : Optional.empty(),
              Optional.empty()));
    }
    return steps;
  }

  private List<SourceProgress> sources(Kept kept) {
    List<SourceProgress.State> states =
        switch (scene) {
          case COLLECTING -> List.of(SourceProgress.State.COMPLETE, SourceProgress.State.ASKED);
          case LATE -> List.of(SourceProgress.State.LATE, SourceProgress.State.COMPLETE);
          case PROBLEM ->
              List.of(SourceProgress.State.COMPLETE_WITH_PROBLEMS, SourceProgress.State.COMPLETE);
          case DELIVERED -> List.of(SourceProgress.State.COMPLETE, SourceProgress.State.COMPLETE);
        };
    return List.of(
        new SourceProgress(
            StandIn.FIRST,
            states.get(0),
            kept.at(),
            Optional.of(kept.at().plus(Duration.ofDays(10))),
            42),
        new SourceProgress(StandIn.SECOND, states.get(1), kept.at(), Optional.empty(), 17));
  }

  private List<HistoryEntry> history(Kept kept) {
    Instant at = kept.at();
    List<HistoryEntry> entries = new ArrayList<>();
    entries.add(entry(at, HistoryEntry.Kind.GRANTED, "", List.of(), 0));
    entries.add(
        entry(
            at.plusSeconds(1),
            HistoryEntry.Kind.HANDED_OUT,
            StandIn.FIRST.name(),
            List.of("visit", "diagnosis", "invoice"),
            42));
    if (scene == Scene.DELIVERED || scene == Scene.PROBLEM) {
      entries.add(
          entry(
              at.plusSeconds(9), HistoryEntry.Kind.FETCHED, StandIn.INSURER.name(), List.of(), 0));
    }
    kept.withdrawnAt()
        .ifPresent(when -> entries.add(entry(when, HistoryEntry.Kind.WITHDRAWN, "", List.of(), 0)));
    return entries;
  }

  private static HistoryEntry entry(
      Instant at, HistoryEntry.Kind kind, String who, List<String> categories, int records) {
    return new HistoryEntry(
        at,
        kind,
        Optional.of(who).filter(name -> !name.isEmpty()),
        categories,
        records,
        Optional.empty());
  }

  private record Kept(GrantCommand command, Instant at, Optional<Instant> withdrawnAt) {}
}
