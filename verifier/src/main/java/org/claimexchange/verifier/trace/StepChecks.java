package org.claimexchange.verifier.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.claimexchange.model.consent.ConsentState;
import org.claimexchange.model.consent.GrantorProof;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.json.MalformedJsonException;
import org.claimexchange.model.person.Person;
import org.claimexchange.model.person.PersonId;
import org.claimexchange.model.register.IdentityProvider;
import org.claimexchange.model.register.LoginPlace;
import org.claimexchange.model.register.MerkleTree;
import org.claimexchange.model.register.Proven;
import org.claimexchange.model.register.ProviderKey;
import org.claimexchange.model.register.RegisterEntry;
import org.claimexchange.model.register.RegisterName;
import org.claimexchange.verifier.TrustStore;
import org.claimexchange.verifier.blocks.LedgerTransaction;
import org.claimexchange.verifier.consent.ConsentFailure;
import org.claimexchange.verifier.consent.ConsentVerifier;
import org.claimexchange.verifier.consent.TrustedProvider;

/** Collects what does not fit at one step. */
final class StepChecks {
  private final LedgerTransaction transaction;
  private final LedgerIndex ledger;
  private final List<TrustStore> trust;
  private final List<Finding> findings = new ArrayList<>();

  /** A check of a person's proof. */
  @FunctionalInterface
  private interface ProofCheck {
    void run() throws ConsentFailure;
  }

  StepChecks(LedgerTransaction transaction, LedgerIndex ledger, List<TrustStore> trust) {
    this.transaction = transaction;
    this.ledger = ledger;
    this.trust = trust;
  }

  LedgerIndex ledger() {
    return ledger;
  }

  Instant time() {
    return transaction.time();
  }

  List<Finding> findings() {
    return findings;
  }

  void require(boolean holds, FindingKind otherwise) {
    require(holds, otherwise, "");
  }

  void require(boolean holds, FindingKind otherwise, String detail) {
    if (!holds) {
      findings.add(Finding.at(otherwise, transaction, detail));
    }
  }

  /** The computed digest is the one on the ledger, and that is there. */
  void same(Optional<Digest> onLedger, Digest computed, FindingKind otherwise) {
    require(onLedger.filter(computed::matches).isPresent(), otherwise);
  }

  /** The entry stood in its register when the transaction was judged. */
  void proven(Proven<? extends RegisterEntry> entry) {
    boolean stands =
        ledger
            .rootBefore(entry.entry().register(), transaction.place())
            .filter(entry::standsUnder)
            .isPresent();
    require(stands, FindingKind.NOT_IN_REGISTER, entry.entry().id());
  }

  /** The root of a register just before this transaction; of the empty one before its first. */
  Digest rootBefore(RegisterName register) {
    return ledger.rootBefore(register, transaction.place()).orElseGet(MerkleTree::emptyRoot);
  }

  void proven(List<? extends Proven<? extends RegisterEntry>> entries) {
    entries.forEach(this::proven);
  }

  /** A consent as this transaction itself wrote it. */
  Optional<ConsentState> written(String consent) {
    try {
      return Optional.ofNullable(
              transaction.writes().get("\u0000consent\u0000" + consent + "\u0000"))
          .map(json -> CanonicalJson.read(json, ConsentState.class));
    } catch (MalformedJsonException e) {
      return Optional.empty();
    }
  }

  /** A person who logged in there at that moment signed exactly these bytes. */
  void signedBy(
      Person person,
      byte[] statement,
      GrantorProof proof,
      Proven<IdentityProvider> provider,
      LoginPlace place) {
    ConsentVerifier verifier = signed(statement, proof, provider, place);
    run(FindingKind.IDENTITY, () -> verifier.identity(person, proof, place));
  }

  /**
   * As above for what nobody may hinder: wherever the person logged in, and whatever name the
   * provider knows for the number.
   */
  void signedBy(
      PersonId person, byte[] statement, GrantorProof proof, Proven<IdentityProvider> provider) {
    LoginPlace place = new LoginPlace.Anywhere();
    ConsentVerifier verifier = signed(statement, proof, provider, place);
    run(FindingKind.IDENTITY, () -> verifier.identity(person, proof, place));
  }

  private ConsentVerifier signed(
      byte[] statement, GrantorProof proof, Proven<IdentityProvider> provider, LoginPlace place) {
    proven(provider);
    ConsentVerifier verifier = new ConsentVerifier(providers(provider.entry()));
    run(FindingKind.LOGIN, () -> verifier.token(Digest.of(statement), proof, place));
    run(FindingKind.SIGNATURE, () -> verifier.signature(statement, proof));
    return verifier;
  }

  private void run(FindingKind otherwise, ProofCheck check) {
    try {
      check.run();
    } catch (ConsentFailure | MalformedJsonException e) {
      require(false, otherwise);
    }
  }

  private List<TrustedProvider> providers(IdentityProvider registered) {
    if (!trust.isEmpty()) {
      return trust.get(0).providers();
    }
    List<JsonNode> keys = new ArrayList<>();
    for (ProviderKey key : registered.keys()) {
      try {
        ObjectNode jwk = CanonicalJson.read(key.jwk(), ObjectNode.class);
        keys.add(jwk.put("kid", key.kid()));
      } catch (MalformedJsonException e) {
        require(false, FindingKind.LOGIN, key.kid());
      }
    }
    return List.of(
        new TrustedProvider(
            registered.issuer(), registered.audiences(), registered.counters(), keys));
  }
}
