package org.claimexchange.fhir.scope;

/** Why a record does not pass; the first that holds, in this order. */
public enum DropReason {
  /** The type has no row in the table of types. */
  TYPE_NOT_KNOWN,
  /** Entered in error, or it carries modifier extensions or rules that nobody here understands. */
  NOT_SAFE_TO_READ,
  /** It is about someone else, or about nobody that can be told. */
  OTHER_PERSON,
  /** A Patient with the right number whose birth date or sex contradicts that number. */
  PERSON_CONTRADICTS,
  /** Filed under the right person, but it tells of a newborn or a donor. */
  MISFILED,
  /** The same type and id came twice with different content; neither is believed. */
  AMBIGUOUS,
  /** It belongs to no visit. */
  NO_VISIT,
  /** Its visit was not granted. */
  VISIT_NOT_GRANTED,
  /** None of its categories was granted, or it has none. */
  CATEGORY_NOT_GRANTED,
  /** Specially protected, and the kind is not granted. */
  PROTECTED,
  /** A security label that names no kind, so that nobody can have granted it. */
  RESTRICTED,
  /** A line of a bill that does not go whole. */
  BILL_NOT_WHOLE,
  /** It only serves other records (a specimen, a doctor), and none of these is kept. */
  NOT_NEEDED;

  /**
   * Whether the source sent what it should not have, or misfiled it, so that the source is to be
   * told; the others are normal where a search brings more than the grant.
   */
  public boolean sourceAtFault() {
    return switch (this) {
      case OTHER_PERSON, PERSON_CONTRADICTS, MISFILED, AMBIGUOUS, NOT_SAFE_TO_READ -> true;
      case TYPE_NOT_KNOWN,
          NO_VISIT,
          VISIT_NOT_GRANTED,
          CATEGORY_NOT_GRANTED,
          PROTECTED,
          RESTRICTED,
          BILL_NOT_WHOLE,
          NOT_NEEDED ->
          false;
    };
  }
}
