package org.claimexchange.samples.insurer;

/** What the exchange did not accept. */
public final class InsurerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * @param status the HTTP status
   * @param what what was tried
   */
  public InsurerException(int status, String what) {
    super(what + ": " + status);
    this.status = status;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }
}
