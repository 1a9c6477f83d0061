package org.claimexchange.fhir.quality;

/**
 * Something wrong with the records of one source.
 *
 * @param severity whether the claim can be judged with it
 * @param rule what is wrong
 * @param place FHIR path, such as {@code Condition.code.text}
 * @param chinese one sentence for people, without personal data
 */
public record QualityRemark(Severity severity, Rule rule, String place, String chinese) {

  /** How bad. */
  public enum Severity {
    /** The claim cannot be judged with it. */
    ERROR,
    /** It travels with the claim. */
    WARNING
  }

  /** The rules. */
  public enum Rule {
    /** A granted category has no record. */
    COMPLETENESS,
    /** A filler in the place of a value. */
    PLACEHOLDER,
    /** A date before what it must follow. */
    DATE_ORDER,
    /** Amounts that do not add up to the fen. */
    SUM,
    /** A resident id number with a wrong check digit. */
    CHECK_DIGIT,
    /** A measured value without a UCUM unit. */
    UNIT,
    /** The same thing twice. */
    DUPLICATE,
    /** A code that a person of this sex or age cannot have. */
    IMPOSSIBLE_CODE,
    /** A code in a source's file that its published list does not hold. */
    UNKNOWN_CODE,
    /** A field of a source's file that the published list does not have. */
    UNKNOWN_FIELD,
    /** Two places of a source's files that say different things. */
    CONTRADICTION,
    /** A record of a source's file that belongs to no category. */
    UNPLACED,
    /** A source's file that is not in the package, which is full; its records are. */
    LEFT_OUT,
    /** More remarks than are told one by one. */
    LEFT_OFF
  }
}
