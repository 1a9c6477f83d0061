package org.claimexchange.ledger.statemachine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.claimexchange.chaincode.testkit.ClaimCase;
import org.claimexchange.chaincode.testkit.GrantDraft;
import org.claimexchange.chaincode.testkit.Keys;
import org.claimexchange.chaincode.testkit.ProofDraft;
import org.claimexchange.chaincode.testkit.World;
import org.claimexchange.ledger.statemachine.Things.Asked;
import org.claimexchange.ledger.statemachine.Things.Given;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.Purpose;
import org.claimexchange.model.consent.Recipient;
import org.claimexchange.model.consent.RecipientRole;
import org.claimexchange.model.consent.Standing;
import org.claimexchange.model.consent.Terms;
import org.claimexchange.model.person.Person;
import org.claimexchange.model.transaction.Grant;
import org.claimexchange.model.transaction.Refuse;
import org.claimexchange.model.transaction.Revoke;
import org.claimexchange.model.transaction.Transaction;

/** Makes up consents, refusals and withdrawals. */
final class Grants {
  private static final Flaw[] FLAWS = {
    Flaw.KEY_SWAPPED,
    Flaw.OTHER_PROVIDER_KEY,
    Flaw.OTHER_CLIENT,
    Flaw.OTHER_NONCE,
    Flaw.EXPIRED_TOKEN,
    Flaw.WEAK_LOGIN,
    Flaw.OTHER_PERSON,
    Flaw.OTHER_NAME,
    Flaw.FORGED_SIGNATURE
  };

  private final Town town;
  private final World world;
  private final Dice dice;
  private final Things things;

  Grants(Town town, Dice dice, Things things) {
    this.town = town;
    this.world = town.world;
    this.dice = dice;
    this.things = things;
  }

  Submission refuse() {
    Asked asked = dice.mostly(things.asked, things::isOpen);
    Refuse refuse =
        new Refuse(
            new Refuse.Open(dice.chance(5) ? world.id() : asked.body().request()),
            new Refuse.Hidden(world.participants().proven(World.OPERATOR)));
    return by(World.OPERATOR, "refusal of request " + asked.number(), refuse, Flaw.NONE);
  }

  Submission grant(int number) {
    Asked asked = dice.mostly(things.asked, things::isOpen);
    ClaimCase claim = world.newCase(asked.subject());
    Flaw flaw = flaw();
    Terms terms = terms(asked);
    StringBuilder said =
        new StringBuilder(
            "consent %d to request %d, uses %d, until %s"
                .formatted(number, asked.number(), terms.uses(), terms.notAfter()));
    if (flaw != Flaw.NONE) {
      said.append(" [").append(flaw).append(']');
    }
    Grant grant =
        claim.grant(draft -> {
          draft.request = asked.body();
          draft.recipients = asked.body().recipients();
          draft.purpose = asked.body().purpose();
          draft.parts = asked.body().parts();
          draft.terms = terms;
          if (asked.subject().equals(World.child()) && dice.chance(85)) {
            draft.byGuardian();
            said.append(" by the guardian");
          }
          if (dice.chance(12)) {
            said.append(" at the hospital's counter");
            draft.atTheCounter();
            if (dice.chance(25)) {
              said.append(", for all parts");
              draft.parts = asked.body().parts();
            }
          }
          spoil(draft.proof, flaw);
          if (flaw == Flaw.NONCE_OF_ANOTHER) {
            nonceOf(draft, dice.recent(things.given));
          }
          if (dice.chance(35)) {
            said.append(change(draft));
          }
        });
    things.given.add(new Given(number, claim, grant, terms));
    return by(World.OPERATOR, said.toString(), grant, flaw);
  }

  private Flaw flaw() {
    if (!things.given.isEmpty() && dice.chance(4)) {
      return Flaw.NONCE_OF_ANOTHER;
    }
    return dice.chance(12) ? dice.of(FLAWS) : Flaw.NONE;
  }

  private static void nonceOf(GrantDraft draft, Given other) {
    draft.open =
        open ->
            new Grant.Open(
                open.consent(),
                open.request(),
                open.statement(),
                open.proof(),
                other.grant().open().nonce());
  }

  private Terms terms(Asked asked) {
    List<Standing> standing =
        dice.chance(3)
            ? List.of(new Standing("P202600017", true))
            : dice.chance(70) ? asked.body().standing() : List.of();
    Instant now = world.now();
    Duration life =
        switch (dice.below(16)) {
          case 0 -> Duration.ofMillis(-1);
          case 1, 2, 3 -> Duration.ofMillis(500 + dice.below(6000));
          case 4 -> Duration.ofDays(367);
          case 5, 6 -> Duration.ofDays(60);
          default -> Duration.ofDays(30);
        };
    return new Terms(now.minusSeconds(1), now.plus(life), 1 + dice.below(3), standing);
  }

  /** Something else that the grantor signs, allowed or not. */
  private String change(GrantDraft draft) {
    switch (dice.below(10)) {
      case 0, 1 -> {
        draft.parts = draft.parts.subList(0, 1);
        return " for one part";
      }
      case 2, 3 -> {
        draft.parts =
            List.of(
                Edit.of(
                    draft.parts.getFirst(),
                    Part.class,
                    tree -> tree.withArray("categories").removeAll().add("visit")));
        return " for visits only";
      }
      case 4 -> {
        draft.parts =
            List.of(
                Edit.of(
                    draft.parts.getFirst(),
                    Part.class,
                    tree -> ((ObjectNode) tree.get("period")).put("to", "2026-11-01")));
        return " for a longer period";
      }
      case 5 -> {
        draft.purpose =
            draft.purpose == Purpose.SUPPLEMENT ? Purpose.CLAIM_REVIEW : Purpose.SUPPLEMENT;
        return " for another purpose";
      }
      case 6 -> {
        draft.recipients =
            List.of(
                draft.recipients.getFirst(),
                new Recipient(World.FIRST_HOSPITAL, RecipientRole.ADMINISTRATOR));
        return " with one more recipient";
      }
      case 7 -> {
        draft.subject = World.stranger();
        draft.grantor = World.stranger();
        return " about another person";
      }
      case 8 -> {
        draft.handedIn =
            openings ->
                Edit.of(
                    openings,
                    org.claimexchange.model.consent.ConsentOpenings.class,
                    tree -> ((ObjectNode) tree.get("terms").get("value")).put("uses", 19));
        return " with uses raised after signing";
      }
      default -> {
        if (things.given.isEmpty()) {
          return "";
        }
        Given other = dice.recent(things.given);
        draft.consent = other.id();
        return " under the id of consent " + other.number();
      }
    }
  }

  /** The grantor's withdrawal, handed in by whomever; or the regulator's. */
  Submission revoke() {
    boolean heldBack = dice.chance(25);
    Given given =
        dice.mostly(things.given, one -> heldBack ? !things.stands(one) : things.isActive(one));
    String caller = dice.recent(town.participants());
    String said = "withdrawal of consent " + given.number();
    if (dice.chance(15)) {
      return by(
          caller,
          said + " for a person checked",
          given.claim().revokeWithoutProof(caller),
          Flaw.NONE);
    }
    Flaw flaw = dice.chance(25) ? dice.of(FLAWS) : Flaw.NONE;
    Revoke revoke = given.claim().revoke(caller, draft -> spoil(draft, flaw));
    return by(caller, flaw == Flaw.NONE ? said : said + " [" + flaw + "]", revoke, flaw);
  }

  private Submission by(String caller, String said, Transaction transaction, Flaw flaw) {
    return new Submission(said, town.signer(caller), transaction, town.registers.versions(), flaw);
  }

  static void spoil(ProofDraft proof, Flaw flaw) {
    switch (flaw) {
      case NONE, NONCE_OF_ANOTHER, FORGED_ANSWER, FORGED_RECEIPT -> {}
      case KEY_SWAPPED -> proof.swapKey();
      case OTHER_PROVIDER_KEY -> proof.providerKey = Keys.p256();
      case OTHER_CLIENT -> proof.claims.put("aud", "exchange-server");
      case OTHER_NONCE -> proof.claims.put("nonce", "n-0S6_WzA2Mj");
      case EXPIRED_TOKEN -> proof.claims.put("exp", 1_700_000_000);
      case WEAK_LOGIN -> proof.claims.put("acr", "urn:example:password");
      case OTHER_PERSON ->
          proof.person = proof.person.equals(World.stranger()) ? World.mother() : World.stranger();
      case OTHER_NAME -> proof.person = new Person(proof.person.id(), proof.person.name() + "二");
      case FORGED_SIGNATURE -> proof.shownKey = Keys.p256();
    }
  }
}
