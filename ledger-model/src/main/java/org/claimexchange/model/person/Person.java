package org.claimexchange.model.person;

/**
 * A person as an identity provider knows them. It hides itself from logs.
 *
 * @param id number and its system
 * @param name full name as on the document
 */
public record Person(PersonId id, String name) {
  @Override
  public String toString() {
    return "Person[…]";
  }
}
