package org.claimexchange.ledger.statemachine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JWSAlgorithm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.Keys;
import org.claimexchange.chaincode.testkit.ObjectionCase;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.ledger.statemachine.Things.Asked;
import org.claimexchange.ledger.statemachine.Things.Delivered;
import org.claimexchange.ledger.statemachine.Things.Given;
import org.claimexchange.ledger.statemachine.Things.Opened;
import org.claimexchange.model.delivery.DeliveryBody;
import org.claimexchange.model.delivery.ReceiptBody;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.person.Person;
import org.claimexchange.model.register.Proven;
import org.claimexchange.model.register.Relation;
import org.claimexchange.model.release.ReleaseBody;
import org.claimexchange.model.request.RequestBody;
import org.claimexchange.model.transaction.Cover;
import org.claimexchange.model.transaction.EvidenceRequest;
import org.claimexchange.model.transaction.OpenRelease;
import org.claimexchange.model.transaction.RecordDelivery;
import org.claimexchange.model.transaction.RecordErasure;
import org.claimexchange.model.transaction.RecordReceipt;
import org.claimexchange.model.transaction.RecordRequest;
import org.claimexchange.model.transaction.Transaction;

/** Makes up what a sequence does next: mostly what may be done, often with something wrong. */
final class Generator {
  private final Town town;
  private final World world;
  private final Dice dice;
  private final Things things;
  private final Grants grants;
  private int numbers;

  Generator(Town town, Dice dice, Shelf shelf) {
    this.town = town;
    this.world = town.world;
    this.dice = dice;
    this.things = new Things(shelf);
    this.grants = new Grants(town, dice, things);
  }

  /** The next step. */
  Step next() {
    if (things.asked.isEmpty()) {
      return send(ask());
    }
    if (things.given.isEmpty()) {
      return send(dice.chance(60) ? grants.grant(++numbers) : ask());
    }
    if (things.given.stream().noneMatch(things::isActive) && dice.chance(80)) {
      return send(things.asked.stream().anyMatch(things::isOpen) ? grants.grant(++numbers) : ask());
    }
    int turn = dice.below(100);
    if (turn < 38) {
      return turn < 10 ? evidence() : turn < 16 ? again() : send(beginning(turn));
    }
    if (things.opened.isEmpty() || turn < 56) {
      return send(release());
    }
    if (things.delivered.isEmpty() || turn < 78) {
      return send(delivery());
    }
    return send(turn < 94 ? receipt() : erasure());
  }

  private Submission beginning(int turn) {
    if (turn < 21) {
      return ask();
    }
    if (turn < 27) {
      return grants.grant(++numbers);
    }
    if (turn < 29) {
      return grants.refuse();
    }
    return turn < 32 ? grants.revoke() : objection();
  }

  /** Everything made so far. */
  List<Submission> sent() {
    return things.sent;
  }

  private Step send(Submission made) {
    Submission submission = dice.chance(8) ? byAnother(made) : made;
    things.sent.add(submission);
    // Kept back, perhaps to be sent when other things have happened.
    return dice.chance(4) ? again() : new Step.Send(submission);
  }

  private Submission byOperator(String said, Transaction transaction, Flaw flaw) {
    return new Submission(said, town.operator(), transaction, town.registers.versions(), flaw);
  }

  private Submission byAnother(Submission made) {
    if (dice.chance(30)) {
      Signer outsider = dice.recent(town.outsiders());
      return new Submission(made.said(), outsider, made.transaction(), made.seen(), made.flaw());
    }
    String other = dice.recent(town.participants());
    Signer signer = town.signer(other);
    return dice.chance(50)
        ? new Submission(made.said(), signer, made.transaction(), made.seen(), made.flaw())
        : new Submission(
            made.said() + " [own entry shown]",
            signer,
            Edit.calledBy(made.transaction(), world.participants().proven(other)),
            made.seen(),
            made.flaw());
  }

  private Submission ask() {
    Person subject = dice.of(World.mother(), World.mother(), World.child(), World.stranger());
    ClaimCase claim =
        dice.chance(15) ? world.newStandingCase(subject, "P202600042") : world.newCase(subject);
    RequestBody body = claim.request();
    String said = "";
    switch (dice.below(16)) {
      case 0 -> {
        said = " for a supplement";
        body = Edit.of(body, RequestBody.class, tree -> tree.put("purpose", "supplement"));
      }
      case 1 -> {
        said = " for a purpose that is not approved";
        body = Edit.of(body, RequestBody.class, tree -> tree.put("purpose", "direct-settlement"));
      }
      case 2 -> {
        said = " with a category that is not approved";
        body = Edit.of(body, RequestBody.class, tree -> categories(tree, 0).add("pathology"));
      }
      case 3 -> {
        said = " with two parts of one source";
        body =
            Edit.of(
                body,
                RequestBody.class,
                tree ->
                    ((ObjectNode) tree.withArray("parts").get(1))
                        .put("source", World.FIRST_HOSPITAL));
      }
      case 4 -> {
        said = " received by another insurer";
        body =
            Edit.of(
                body,
                RequestBody.class,
                tree ->
                    ((ObjectNode) tree.withArray("recipients").get(0))
                        .put("participant", World.OTHER_INSURER));
      }
      case 5 -> {
        said = " with an id that tells something";
        body = Edit.of(body, RequestBody.class, tree -> tree.put("request", "lin-xiaomei-2026"));
      }
      case 6 -> {
        said = " for settlements and visits only";
        body =
            Edit.of(
                body,
                RequestBody.class,
                tree -> {
                  categories(tree, 0).removeAll().add("visit").add("settlement");
                  categories(tree, 1).removeAll().add("visit");
                });
      }
      default -> {}
    }
    things.asked.add(new Asked(++numbers, claim, body, subject));
    RecordRequest transaction = claim.recordRequest(body);
    if (dice.chance(4)) {
      said += " [another insurer's entry shown]";
      transaction =
          (RecordRequest)
              Edit.hidden(transaction, "insurer", world.participants().proven(World.OTHER_INSURER));
    } else if (dice.chance(3)) {
      said += " [digest of another body]";
      transaction =
          new RecordRequest(
              new RecordRequest.Open(body.request(), Digest.of(body.digest().bytes())),
              transaction.hidden());
    }
    return byOperator("request " + numbers + said, transaction, Flaw.NONE);
  }

  private Submission release() {
    Given given = dice.mostly(things.given, things::isActive);
    Given shown = dice.chance(4) ? dice.recent(things.given) : given;
    Instant end = given.terms().notAfter();
    List<Digest> parts = new ArrayList<>(given.claim().statement().parts());
    Instant deadline =
        switch (dice.below(8)) {
          case 0 -> world.now().minusSeconds(1);
          case 1 -> end.plusMillis(1);
          case 2, 3 -> world.now().plusMillis(100 + dice.below(1500));
          // Further off than one pull may be, where the consent lives that long.
          case 4 -> end;
          default -> Collections.min(List.of(end, world.now().plus(Duration.ofDays(10))));
        };
    switch (dice.below(12)) {
      case 0 -> parts.add(parts.getFirst());
      case 1 -> parts.add(dice.recent(things.given).claim().statement().parts().getLast());
      case 2, 3, 4 -> parts.subList(1, parts.size()).clear();
      default -> {}
    }
    ReleaseBody body =
        Edit.of(
            given.terms().standing().isEmpty() == dice.chance(96)
                ? given.claim().releaseBody()
                : given.claim().releaseBodyWithNotice(),
            ReleaseBody.class,
            tree -> {
              tree.put("deadline", deadline.toString());
              tree.set("parts", CanonicalJson.tree(parts));
            });
    things.opened.add(new Opened(++numbers, given, body));
    OpenRelease transaction = shown.claim().openRelease(body);
    if (dice.chance(3)) {
      transaction =
          new OpenRelease(
              new OpenRelease.Open(
                  body.release(), body.consent(), Digest.of(end.toString().getBytes())),
              transaction.hidden());
    }
    if (dice.chance(8)) {
      transaction = withTheRelationTurned(transaction);
    }
    return byOperator(
        "release %d of consent %d, %d parts, until %s, shown consent %d"
            .formatted(numbers, given.number(), parts.size(), deadline, shown.number()),
        transaction,
        Flaw.NONE);
  }

  /** Hides the relation by which was signed, or shows one where none was needed. */
  private OpenRelease withTheRelationTurned(OpenRelease transaction) {
    Cover cover = transaction.hidden().cover();
    List<Proven<Relation>> turned =
        cover.relation().isEmpty() ? List.of(world.relations().proven(World.RELATION)) : List.of();
    return (OpenRelease)
        Edit.hidden(transaction, "cover", Edit.with(cover, Cover.class, "relation", turned));
  }

  private Submission delivery() {
    Opened opened = dice.mostly(things.opened, things::isActive);
    Given given = opened.given();
    Given shown = dice.chance(4) ? dice.recent(things.given) : given;
    List<String> supersedes = List.of();
    if (!things.delivered.isEmpty() && dice.chance(25)) {
      supersedes = List.of(dice.recent(things.delivered).id());
    } else if (dice.chance(3)) {
      supersedes = List.of(world.id());
    }
    List<Digest> parts = new ArrayList<>(opened.body().parts());
    switch (dice.below(14)) {
      case 0 -> parts.clear();
      case 1 -> parts.add(dice.recent(things.given).claim().statement().parts().getLast());
      case 2, 3 -> parts.subList(1, parts.size()).clear();
      default -> {}
    }
    DeliveryBody body =
        Edit.with(
            given.claim().deliveryBody(opened.body(), supersedes),
            DeliveryBody.class,
            "parts",
            parts);
    RecordDelivery transaction = shown.claim().recordDelivery(opened.body(), body);
    things.delivered.add(new Delivered(++numbers, opened, transaction));
    return byOperator(
        "delivery %d of release %d, %d parts, supersedes %s, shown consent %d"
            .formatted(numbers, opened.number(), parts.size(), supersedes, shown.number()),
        transaction,
        Flaw.NONE);
  }

  private Submission receipt() {
    Delivered delivered = dice.mostly(things.delivered, things::isRecorded);
    ClaimCase claim = delivered.opened().given().claim();
    String said = "receipt of delivery " + delivered.number();
    ReceiptBody body =
        new ReceiptBody(
            ReceiptBody.TYPE, delivered.id(), delivered.transaction().open().sealed(), world.now());
    return switch (dice.below(10)) {
      case 0 ->
          byOperator(
              said + " [invented]",
              claim.recordReceipt(
                  delivered.id(),
                  Keys.jws(JWSAlgorithm.ES256, "", Keys.p256(), CanonicalJson.writeText(body))),
              Flaw.FORGED_RECEIPT);
      case 1 -> {
        ReceiptBody other =
            Edit.with(body, ReceiptBody.class, "sealed", Digest.of(body.sealed().bytes()));
        yield byOperator(
            said + " [of another package]",
            claim.recordReceipt(
                delivered.id(),
                Keys.jws(
                    JWSAlgorithm.ES256, "", world.insurerKey(), CanonicalJson.writeText(other))),
            Flaw.NONE);
      }
      case 2 -> {
        RecordReceipt transaction = claim.recordReceipt(delivered.transaction());
        yield byOperator(
            said + " [another insurer's entry shown]",
            Edit.hidden(transaction, "insurer", world.participants().proven(World.OTHER_INSURER)),
            Flaw.NONE);
      }
      default -> byOperator(said, claim.recordReceipt(delivered.transaction()), Flaw.NONE);
    };
  }

  private Submission objection() {
    String caller = dice.recent(town.participants());
    Given given = dice.mostly(things.given, things::isActive);
    if (things.disputed.isEmpty() || dice.chance(55)) {
      Flaw flaw =
          dice.chance(20)
              ? dice.of(Flaw.OTHER_PERSON, Flaw.OTHER_NAME, Flaw.FORGED_SIGNATURE)
              : Flaw.NONE;
      ObjectionCase dispute = new ObjectionCase(world, given.claim());
      things.disputed.add(dispute);
      return new Submission(
          "objection %d under consent %d [%s]"
              .formatted(things.disputed.size(), given.number(), flaw),
          town.signer(caller),
          dispute.file(
              caller, given.claim().openings().grantor(), draft -> Grants.spoil(draft, flaw)),
          town.registers.versions(),
          flaw);
    }
    ObjectionCase dispute = dice.recent(things.disputed);
    boolean forged = dice.chance(15);
    caller = dice.of(World.OPERATOR, World.OPERATOR, World.REGULATOR, World.FIRST_HOSPITAL);
    return new Submission(
        "answer to an objection" + (forged ? " [forged]" : ""),
        town.signer(caller),
        dispute.resolve(caller, World.FIRST_HOSPITAL, forged ? Keys.p256() : world.hospitalKey()),
        town.registers.versions(),
        forged ? Flaw.FORGED_ANSWER : Flaw.NONE);
  }

  private Submission erasure() {
    Delivered delivered = dice.mostly(things.delivered, things::isRecorded);
    RecordErasure transaction =
        delivered.opened().given().claim().recordErasure(delivered.transaction());
    return byOperator("erasure of delivery " + delivered.number(), transaction, Flaw.NONE);
  }

  /** Something made before, once more: the same, or the same id with other content. */
  private Step again() {
    Submission before = dice.recent(things.sent);
    if (dice.chance(70)) {
      return new Step.Send(
          new Submission(
              before.said() + " [as made before]",
              before.signer(),
              before.transaction(),
              before.seen(),
              before.flaw()));
    }
    return new Step.Send(
        new Submission(
            before.said() + " [other content under the same id]",
            before.signer(),
            otherContent(before.transaction()),
            before.seen(),
            before.flaw()));
  }

  private Transaction otherContent(Transaction transaction) {
    return switch (transaction) {
      case RecordRequest t -> {
        RequestBody body = Edit.with(t.hidden().body(), RequestBody.class, "salt", world.salt());
        yield Edit.hidden(
            new RecordRequest(
                new RecordRequest.Open(t.open().request(), body.digest()), t.hidden()),
            "body",
            body);
      }
      case OpenRelease t -> {
        ReleaseBody body = Edit.with(t.hidden().body(), ReleaseBody.class, "salt", world.salt());
        yield Edit.hidden(
            new OpenRelease(
                new OpenRelease.Open(t.open().release(), t.open().consent(), body.digest()),
                t.hidden()),
            "body",
            body);
      }
      case RecordDelivery t ->
          new RecordDelivery(
              new RecordDelivery.Open(
                  t.open().delivery(),
                  t.open().release(),
                  Digest.of(t.open().sealed().bytes()),
                  t.open().body()),
              t.hidden());
      default -> transaction;
    };
  }

  private Step evidence() {
    String forWhom =
        dice.of(World.INSURER, World.FIRST_HOSPITAL, World.SECOND_HOSPITAL, World.OTHER_INSURER);
    int kind = dice.below(3);
    EvidenceRequest request;
    String said;
    if (kind == 0 && !things.opened.isEmpty()) {
      Opened opened = dice.mostly(things.opened, things::isActive);
      said = "release " + opened.number();
      request = opened.given().claim().evidenceOfRelease(opened.body(), forWhom);
    } else if (kind == 1 && !things.delivered.isEmpty()) {
      Delivered delivered = dice.mostly(things.delivered, things::isRecorded);
      said = "delivery " + delivered.number();
      request =
          delivered.opened().given().claim().evidenceOfDelivery(delivered.transaction(), forWhom);
    } else {
      Given given = dice.mostly(things.given, things::isActive);
      said = "consent " + given.number();
      request = given.claim().evidenceOfConsent(forWhom);
    }
    return new Step.Ask(
        "evidence of " + said + " for " + forWhom, request, town.registers.versions());
  }

  private static ArrayNode categories(ObjectNode body, int part) {
    return body.withArray("parts").get(part).withArray("categories");
  }
}
