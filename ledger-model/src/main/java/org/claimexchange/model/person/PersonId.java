package org.claimexchange.model.person;

/**
 * A person's number under a system of numbers. It hides itself from logs.
 *
 * @param system what kind of number it is
 * @param number the number, as printed on the document, upper case, without blanks
 */
public record PersonId(IdSystem system, String number) {
  @Override
  public String toString() {
    return "PersonId[" + system + "]";
  }
}
