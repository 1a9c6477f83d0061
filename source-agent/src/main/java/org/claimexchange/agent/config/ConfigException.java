package org.claimexchange.agent.config;

import java.util.List;

/** A configuration that is not taken, with all that is wrong with it. */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  ConfigException(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  /** One sentence each: where, and what was expected. */
  public List<String> problems() {
    return problems;
  }
}
