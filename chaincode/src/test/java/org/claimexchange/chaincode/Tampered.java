package org.claimexchange.chaincode;

import java.util.List;
import org.claimexchange.model.consent.ConsentOpenings;
import org.claimexchange.model.consent.ConsentStatement;
import org.claimexchange.model.consent.GrantorProof;
import org.claimexchange.model.consent.Part;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Opening;
import org.claimexchange.model.person.Person;
import org.claimexchange.model.person.PersonId;

/** What was signed, changed afterwards. */
final class Tampered {
  private Tampered() {}

  static Part with(Part part, String category) {
    return new Part(
        part.source(),
        part.visits(),
        part.period(),
        part.visitKinds(),
        List.of("visit", category),
        part.protectedKinds(),
        part.protectedBills());
  }

  static GrantorProof with(GrantorProof proof, String token, String identity) {
    return new GrantorProof(
        proof.algorithm(), proof.key(), proof.random(), token, identity, proof.signature());
  }

  static GrantorProof withSignature(GrantorProof proof, String signature) {
    return new GrantorProof(
        proof.algorithm(),
        proof.key(),
        proof.random(),
        proof.idToken(),
        proof.identity(),
        signature);
  }

  static ConsentStatement aboutParts(ConsentStatement statement, List<Digest> parts) {
    return new ConsentStatement(
        statement.type(),
        statement.consent(),
        statement.request(),
        statement.subject(),
        statement.grantor(),
        statement.relation(),
        statement.recipients(),
        statement.purpose(),
        parts,
        statement.terms(),
        statement.shown(),
        statement.witness());
  }

  static ConsentOpenings aboutParts(ConsentOpenings openings, List<Opening<Part>> parts) {
    return new ConsentOpenings(
        openings.subject(),
        openings.grantor(),
        openings.relation(),
        openings.recipients(),
        openings.purpose(),
        parts,
        openings.terms(),
        openings.shown(),
        openings.witness());
  }

  static ConsentOpenings widened(ConsentOpenings openings) {
    Opening<Part> first = openings.parts().getFirst();
    Opening<Part> wider =
        new Opening<>(first.salt(), first.name(), with(first.value(), "settlement"));
    return aboutParts(openings, List.of(wider, openings.parts().getLast()));
  }

  static ConsentOpenings renamed(ConsentOpenings openings) {
    PersonId id = openings.subject().value().id();
    return new ConsentOpenings(
        new Opening<>(openings.subject().salt(), openings.subject().name(), new Person(id, "林晓玫")),
        openings.grantor(),
        openings.relation(),
        openings.recipients(),
        openings.purpose(),
        openings.parts(),
        openings.terms(),
        openings.shown(),
        openings.witness());
  }
}
