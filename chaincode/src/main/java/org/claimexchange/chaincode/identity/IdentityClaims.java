package org.claimexchange.chaincode.identity;

import java.util.Optional;
import org.claimexchange.chaincode.refusal.RefusedException;
import org.claimexchange.model.person.IdSystem;
import org.claimexchange.model.person.Person;
import org.claimexchange.model.person.PersonId;
import org.claimexchange.model.transaction.LedgerRefusal.Code;

/** Who a person is, as the provider's claims tell it. */
final class IdentityClaims {
  static final String NAME = "name";
  static final String ID_TYPE = "id_type";
  static final String ID_NUMBER = "id_number";

  private IdentityClaims() {}

  static Person person(Claims claims) {
    Optional<String> name = claims.text(NAME).filter(text -> !text.isBlank());
    Optional<String> number = claims.text(ID_NUMBER).filter(text -> !text.isBlank());
    Optional<IdSystem> system = claims.text(ID_TYPE).flatMap(IdentityClaims::system);
    if (name.isEmpty() || number.isEmpty() || system.isEmpty()) {
      throw new RefusedException(
          Code.IDENTITY_INVALID,
          "the provider must tell name, id_type and id_number of the person");
    }
    return new Person(new PersonId(system.get(), number.get()), name.get());
  }

  private static Optional<IdSystem> system(String uri) {
    try {
      return Optional.of(IdSystem.ofUri(uri));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
