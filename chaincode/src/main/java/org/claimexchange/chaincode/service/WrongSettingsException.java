package org.claimexchange.chaincode.service;

import java.util.List;

/** Settings with which the service must not start; all that is wrong with them, at once. */
public final class WrongSettingsException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  WrongSettingsException(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  /** One sentence for each wrong setting. */
  public List<String> problems() {
    return problems;
  }
}
