package org.claimexchange.verifier.container;

/** A container that is refused. */
public final class ContainerException extends Exception {
  private static final long serialVersionUID = 1L;

  private final ContainerDefect defect;
  private final String detail;

  /**
   * @param defect what is wrong
   * @param detail where, and what was expected
   */
  public ContainerException(ContainerDefect defect, String detail) {
    super(defect + ": " + detail);
    this.defect = defect;
    this.detail = detail;
  }

  /** What is wrong. */
  public ContainerDefect defect() {
    return defect;
  }

  /** Where, and what was expected. */
  public String detail() {
    return detail;
  }
}
