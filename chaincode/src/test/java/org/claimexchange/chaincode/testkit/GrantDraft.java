package org.claimexchange.chaincode.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.claimexchange.model.consent.ConsentOpenings;
import org.claimexchange.model.consent.ConsentStatement;
import org.claimexchange.model.consent.GrantorProof;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.consent.Purpose;
import org.claimexchange.model.consent.Recipient;
import org.claimexchange.model.consent.RelationKind;
import org.claimexchange.model.consent.ShownText;
import org.claimexchange.model.consent.Terms;
import org.claimexchange.model.consent.Witness;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Opening;
import org.claimexchange.model.disclosure.Salt;
import org.claimexchange.model.person.Person;
import org.claimexchange.model.register.Approval;
import org.claimexchange.model.register.IdentityProvider;
import org.claimexchange.model.register.Participant;
import org.claimexchange.model.register.Proven;
import org.claimexchange.model.register.Relation;
import org.claimexchange.model.register.TextTemplate;
import org.claimexchange.model.request.RequestBody;
import org.claimexchange.model.transaction.Grant;

/** A grant in the making: valid as it stands, and all of it can be changed before it is made. */
public final class GrantDraft {
  private final World world;

  public Proven<Participant> caller;
  public String consent;
  public RequestBody request;
  public Person subject;
  public Person grantor;
  public RelationKind relation = RelationKind.SELF;
  public List<Recipient> recipients;
  public Purpose purpose;
  public List<Part> parts;
  public Terms terms;
  public ShownText shown;
  public List<Witness> witness = List.of();
  public List<Proven<Participant>> participants;
  public Proven<Approval> approval;
  public Proven<TextTemplate> template;
  public Proven<IdentityProvider> provider;
  public List<Proven<Relation>> relations = List.of();
  public ProofDraft proof;

  /** Changes the openings that are handed in, after the statement was made of the others. */
  public UnaryOperator<ConsentOpenings> handedIn = openings -> openings;

  /** Changes the statement that is handed in, after the other was signed. */
  public UnaryOperator<ConsentStatement> swapped = statement -> statement;

  /** Changes the proof that is handed in. */
  public UnaryOperator<GrantorProof> proofHandedIn = made -> made;

  /** Changes the open side. */
  public UnaryOperator<Grant.Open> open = side -> side;

  GrantDraft(World world, RequestBody request, Person subject) {
    this.world = world;
    this.request = request;
    this.consent = world.id();
    this.subject = subject;
    this.grantor = subject;
    this.recipients = request.recipients();
    this.purpose = request.purpose();
    this.parts = request.parts();
    this.terms =
        new Terms(world.now().minusSeconds(1), world.now().plus(Duration.ofDays(30)), 2, List.of());
    this.shown =
        new ShownText(
            World.TEMPLATE, "zh-CN", Digest.of("本人同意……".getBytes(StandardCharsets.UTF_8)));
    this.proof = new ProofDraft(world, subject);
    registersAsTheyAre();
  }

  /** Takes all proofs from the registers as they are now. */
  public void registersAsTheyAre() {
    caller = world.participants().proven(World.OPERATOR);
    participants =
        List.of(
            world.participants().proven(World.INSURER),
            world.participants().proven(World.OTHER_INSURER),
            world.participants().proven(World.FIRST_HOSPITAL),
            world.participants().proven(World.SECOND_HOSPITAL));
    approval = world.approvals().proven(World.APPROVAL);
    template = world.templates().proven(World.TEMPLATE);
    provider = world.providers().proven(World.PROVIDER);
  }

  /** A grantor who signs at the first hospital's counter, its clerk standing by. */
  public void atTheCounter() {
    witness = List.of(new Witness(World.FIRST_HOSPITAL, "desk-07"));
    parts = List.of(parts.getFirst());
    proof.claims.put("aud", World.COUNTER_AUDIENCE);
    proof.identityClaims.put("aud", World.COUNTER_AUDIENCE);
  }

  /** A grantor who signs for the child by the registered relation. */
  public void byGuardian() {
    grantor = World.mother();
    proof.person = World.mother();
    relation = RelationKind.GUARDIAN;
    relations = List.of(world.relations().proven(World.RELATION));
  }

  Made make() {
    ConsentOpenings openings =
        new ConsentOpenings(
            opening(ConsentOpenings.SUBJECT, subject),
            opening(ConsentOpenings.GRANTOR, grantor),
            opening(ConsentOpenings.RELATION, relation),
            opening(ConsentOpenings.RECIPIENTS, recipients),
            opening(ConsentOpenings.PURPOSE, purpose),
            parts.stream().map(part -> opening(ConsentOpenings.PART, part)).toList(),
            opening(ConsentOpenings.TERMS, terms),
            opening(ConsentOpenings.SHOWN, shown),
            opening(ConsentOpenings.WITNESS, witness));
    ConsentStatement signed = ConsentStatement.of(consent, request.request(), openings);
    GrantorProof made = proofHandedIn.apply(proof.make(signed.canonicalBytes()));
    ConsentStatement statement = swapped.apply(signed);
    Salt proofSalt = world.salt();
    Grant.Open side =
        open.apply(
            new Grant.Open(
                consent,
                request.request(),
                statement.digest(),
                made.hidden(proofSalt),
                GrantorProof.spent(proof.nonce(signed.digest()), proof.random)));
    ConsentOpenings shownOpenings = handedIn.apply(openings);
    Grant grant =
        new Grant(
            side,
            new Grant.Hidden(
                caller,
                request,
                statement,
                shownOpenings,
                made,
                proofSalt,
                provider,
                participants,
                approval,
                template,
                relations));
    return new Made(grant, statement, shownOpenings);
  }

  private <T> Opening<T> opening(String name, T value) {
    return new Opening<>(world.salt(), name, value);
  }

  record Made(Grant grant, ConsentStatement statement, ConsentOpenings openings) {}
}
