package org.claimexchange.fhir.read;

/** A source's answer that cannot be read. It never holds any of the content. */
public final class MalformedAnswerException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What is wrong. */
  public enum Defect {
    /** More bytes than allowed. */
    TOO_LARGE,
    /** Not UTF-8. */
    NOT_UTF8,
    /** Not JSON, or deeper nested than allowed, or a member twice. */
    NOT_JSON,
    /** JSON, but not FHIR R4: an unknown element, a wrong type, an impossible value. */
    NOT_FHIR,
    /** FHIR, but not what was expected here: no searchset, an entry without id. */
    NOT_EXPECTED
  }

  private final Defect defect;
  private final String place;

  /**
   * @param place where, without content: a line number or the number of an entry
   */
  public MalformedAnswerException(Defect defect, String place) {
    super(defect + ", " + place);
    this.defect = defect;
    this.place = place;
  }

  /** What is wrong. */
  public Defect defect() {
    return defect;
  }

  /** Where. */
  public String place() {
    return place;
  }
}
