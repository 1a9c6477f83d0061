package org.claimexchange.chaincode.testkit;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.ECKey;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.claimexchange.model.consent.GrantorProof;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Opening;
import org.claimexchange.model.disclosure.Salt;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.objection.AnswerBody;
import org.claimexchange.model.objection.ObjectionBody;
import org.claimexchange.model.objection.Resolution;
import org.claimexchange.model.person.Person;
import org.claimexchange.model.transaction.FileObjection;
import org.claimexchange.model.transaction.ResolveObjection;

/** One objection to a record of the first hospital, and its answer. */
public final class ObjectionCase {
  private final World world;
  private final ClaimCase claim;
  private final Opening<Part> part;
  private final ObjectionBody body;

  /** An objection under a consent that stands on the ledger. */
  public ObjectionCase(World world, ClaimCase claim) {
    this.world = world;
    this.claim = claim;
    this.part = claim.openings().parts().getFirst();
    this.body =
        new ObjectionBody(
            ObjectionBody.TYPE,
            world.id(),
            claim.consent(),
            part.digest(),
            Digest.of("10 月 3 日的床位费多算了一天".getBytes(StandardCharsets.UTF_8)),
            world.now(),
            world.salt());
  }

  public ObjectionBody body() {
    return body;
  }

  /** Filed by the grantor, handed in by a participant. */
  public FileObjection file(String caller) {
    return file(caller, claim.openings().grantor(), draft -> {});
  }

  /** Filed by a person of the statement, with one thing of the proof changed. */
  public FileObjection file(String caller, Opening<Person> person, Consumer<ProofDraft> change) {
    return file(caller, person, body, change);
  }

  public FileObjection file(
      String caller, Opening<Person> person, ObjectionBody signed, Consumer<ProofDraft> change) {
    ProofDraft draft = new ProofDraft(world, person.value());
    change.accept(draft);
    GrantorProof proof = draft.make(signed.canonicalBytes());
    Salt salt = world.salt();
    return new FileObjection(
        new FileObjection.Open(
            signed.objection(),
            signed.consent(),
            signed.digest(),
            proof.hidden(salt),
            GrantorProof.spent(draft.nonce(signed.digest()), draft.random)),
        new FileObjection.Hidden(
            world.participants().proven(caller),
            claim.statement(),
            person,
            signed,
            proof,
            salt,
            world.providers().proven(World.PROVIDER)));
  }

  /** The first hospital's answer, handed in by a participant. */
  public ResolveObjection resolve(String caller) {
    return resolve(caller, World.FIRST_HOSPITAL, world.hospitalKey());
  }

  /** An answer of a source, signed with a key. */
  public ResolveObjection resolve(String caller, String source, ECKey key) {
    AnswerBody answer =
        new AnswerBody(
            AnswerBody.TYPE,
            body.objection(),
            body.digest(),
            Resolution.CORRECTED,
            Digest.of("已按实际住院天数更正".getBytes(StandardCharsets.UTF_8)),
            world.now());
    return resolve(
        caller, source, Keys.jws(JWSAlgorithm.ES256, "", key, CanonicalJson.writeText(answer)));
  }

  public ResolveObjection resolve(String caller, String source, String jws) {
    Salt salt = world.salt();
    return new ResolveObjection(
        new ResolveObjection.Open(
            body.objection(), new Opening<>(salt, AnswerBody.NAME, jws).digest()),
        new ResolveObjection.Hidden(
            world.participants().proven(caller),
            body,
            jws,
            salt,
            world.participants().proven(source),
            claim.statement(),
            part));
  }
}
