package org.claimexchange.samples.patient;

/** Something that the exchange or the identity provider did not accept. */
public final class PatientException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  /**
   * @param status the HTTP status
   * @param code the code of the problem details, or what went wrong
   */
  public PatientException(int status, String code) {
    super(status + " " + code);
    this.status = status;
    this.code = code;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The code of the problem details. */
  public String code() {
    return code;
  }
}
