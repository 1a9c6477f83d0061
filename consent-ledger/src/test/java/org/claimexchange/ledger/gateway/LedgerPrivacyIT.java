package org.claimexchange.ledger.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.claimexchange.ledger.gateway.RunningLedger.committed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.GrantDraft;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.ledger.ConsentLedger;
import org.claimexchange.model.consent.ConsentOpenings;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Opening;
import org.claimexchange.model.disclosure.Salt;
import org.claimexchange.model.person.Person;
import org.claimexchange.model.release.ReleaseBody;
import org.claimexchange.model.transaction.Grant;
import org.claimexchange.model.transaction.RecordDelivery;
import org.claimexchange.model.transaction.RecordReceipt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reader who has all blocks and nothing else. */
class LedgerPrivacyIT {
  private static RunningLedger running;
  private static final List<Story> STORIES = new ArrayList<>();

  /** A case that went the whole way, and the ids of its transactions. */
  private record Story(
      ClaimCase claim, Grant grant, RecordReceipt receipt, Set<String> transactions) {}

  @BeforeAll
  static void start(@TempDir Path folder) {
    running = new RunningLedger(folder, Duration.ofMillis(2));
    STORIES.add(story(World.mother(), draft -> {}));
    STORIES.add(story(World.mother(), draft -> {}));
    STORIES.add(story(World.child(), GrantDraft::byGuardian));
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  @Test
  void nothingOfAPersonOrABusinessStandsInTheBlocks(@TempDir Path copy) throws Exception {
    String bytes = bytesOf(running.network.blocks(copy));

    assertThat(bytes).as("the blocks are what is read").contains(STORIES.get(0).claim().consent());
    for (String secret : secrets()) {
      for (String form : forms(secret)) {
        assertThat(bytes.contains(form)).as("in the block file: %s", secret).isFalse();
      }
    }
  }

  private static String bytesOf(Path blocks) throws IOException {
    StringBuilder bytes = new StringBuilder();
    try (Stream<Path> files = Files.walk(blocks)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    return bytes.toString();
  }

  @Test
  void noKnownValueCanBeTriedAgainstADigest() throws Exception {
    Set<String> ledger = new HashSet<>();
    Blocks.read(running).forEach(transaction -> ledger.addAll(transaction.values()));
    Set<String> salts = new HashSet<>(ledger);
    salts.removeIf(value -> !value.matches("[A-Za-z0-9_-]{22}"));

    assertThat(salts).isNotEmpty();
    assertThat(ledger)
        .as("with its salt, a proof is found")
        .contains(
            STORIES
                .get(0)
                .grant()
                .hidden()
                .proof()
                .hidden(STORIES.get(0).grant().hidden().proofSalt())
                .value());
    for (Object candidate : candidates()) {
      Set<String> tried = new HashSet<>();
      tried.add(Digest.ofCanonical(candidate).value());
      if (candidate instanceof String text) {
        tried.add(Digest.of(text.getBytes(StandardCharsets.UTF_8)).value());
      }
      for (String salt : salts) {
        for (String name : NAMES) {
          tried.add(new Opening<>(new Salt(salt), name, candidate).digest().value());
        }
      }
      tried.retainAll(ledger);
      assertThat(tried).as("digests of a candidate on the ledger").isEmpty();
    }
  }

  @Test
  void noValueIsSharedByTwoConsents() throws Exception {
    List<Blocks.Read> transactions = Blocks.read(running);
    List<Set<String>> values = new ArrayList<>();
    for (Story story : STORIES) {
      Set<String> own = new HashSet<>();
      transactions.stream()
          .filter(transaction -> story.transactions().contains(transaction.id()))
          .forEach(transaction -> own.addAll(transaction.values()));
      // Words of the contract are shorter than anything that could tell one person from another.
      own.removeIf(value -> value.length() < 16);
      // What each transaction of a real peer reads besides: at which sequence the contract stands.
      own.remove("namespaces/fields/consent/Sequence");
      assertThat(own).as("what one consent's transactions hold").hasSizeGreaterThan(15);
      values.add(own);
    }

    for (int i = 0; i < values.size(); i++) {
      for (int j = i + 1; j < values.size(); j++) {
        Set<String> shared = new HashSet<>(values.get(i));
        shared.retainAll(values.get(j));
        assertThat(shared).as("shared by consents %d and %d", i, j).isEmpty();
      }
    }
  }

  private static final List<String> NAMES =
      List.of(
          ConsentOpenings.SUBJECT,
          ConsentOpenings.GRANTOR,
          ConsentOpenings.RELATION,
          ConsentOpenings.RECIPIENTS,
          ConsentOpenings.PURPOSE,
          ConsentOpenings.PART,
          ConsentOpenings.TERMS,
          ConsentOpenings.SHOWN,
          ConsentOpenings.WITNESS,
          "proof",
          "receipt");

  private static Story story(Person subject, java.util.function.Consumer<GrantDraft> change) {
    ConsentLedger ledger = running.operator();
    ClaimCase claim = running.world.newCase(subject);
    Set<String> ids = new HashSet<>();
    ids.add(committed(ledger.recordRequest(claim.recordRequest())).transactionId());
    Grant grant = claim.grant(change);
    ids.add(committed(ledger.grant(grant)).transactionId());
    ReleaseBody release = claim.releaseBody();
    ids.add(committed(ledger.openRelease(claim.openRelease(release))).transactionId());
    RecordDelivery delivery = claim.recordDelivery(release);
    ids.add(committed(ledger.recordDelivery(delivery)).transactionId());
    RecordReceipt receipt = claim.recordReceipt(delivery);
    ids.add(committed(ledger.recordReceipt(receipt)).transactionId());
    ids.add(committed(ledger.revoke(claim.revoke())).transactionId());
    ids.add(committed(ledger.recordErasure(claim.recordErasure(delivery))).transactionId());
    return new Story(claim, grant, receipt, ids);
  }

  private static List<String> secrets() {
    List<String> secrets = new ArrayList<>();
    for (Person person : List.of(World.mother(), World.child())) {
      secrets.add(person.name());
      secrets.add(person.id().number());
      secrets.add(person.id().system().uri());
    }
    secrets.addAll(
        List.of(
            World.INSURER,
            World.FIRST_HOSPITAL,
            World.SECOND_HOSPITAL,
            World.PROVIDER,
            World.ISSUER,
            World.AUDIENCE,
            World.APPROVAL,
            World.TEMPLATE,
            World.RELATION,
            "安信人寿保险股份有限公司",
            "瑞华医院",
            "diagnosis",
            "fee-list",
            "claim-review",
            "guardian",
            "inpatient"));
    for (Story story : STORIES) {
      secrets.add(story.grant().hidden().proof().idToken());
      secrets.add(story.grant().hidden().proof().signature());
      secrets.add(story.grant().hidden().proof().random());
      secrets.add(story.grant().hidden().proofSalt().value());
      secrets.add(story.receipt().hidden().receipt());
      secrets.add(story.claim().openings().subject().salt().value());
      secrets.add(story.claim().openings().subject().digest().value());
      secrets.add(story.claim().openings().recipients().digest().value());
    }
    return secrets;
  }

  private static List<String> forms(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    return List.of(
        new String(bytes, StandardCharsets.ISO_8859_1),
        new String(secret.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.ISO_8859_1),
        new String(secret.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1),
        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  private static List<Object> candidates() {
    List<Object> candidates = new ArrayList<>();
    for (Person person : List.of(World.mother(), World.child(), World.stranger())) {
      candidates.addAll(List.of(person, person.id(), person.id().number(), person.name()));
    }
    candidates.addAll(
        List.of(
            World.REGULATOR,
            World.OPERATOR,
            World.INSURER,
            World.OTHER_INSURER,
            World.FIRST_HOSPITAL,
            World.SECOND_HOSPITAL,
            World.PROVIDER,
            World.APPROVAL,
            "self",
            "guardian",
            "claim-review"));
    for (Story story : STORIES) {
      candidates.add(story.claim().openings().recipients().value());
      for (Opening<Part> part : story.claim().openings().parts()) {
        candidates.add(part.value());
      }
      candidates.add(story.grant().hidden().proof());
      candidates.add(story.grant().hidden().proof().idToken());
      candidates.add(story.receipt().hidden().receipt());
    }
    for (String id :
        List.of(World.INSURER, World.FIRST_HOSPITAL, World.SECOND_HOSPITAL, World.OPERATOR)) {
      running
          .world
          .participants()
          .entry(id)
          .certificates()
          .forEach(certificate -> candidates.add(certificate.der()));
      candidates.add(running.world.participants().entry(id));
    }
    return candidates;
  }
}
