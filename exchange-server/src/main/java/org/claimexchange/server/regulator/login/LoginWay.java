package org.claimexchange.server.regulator.login;

/** How people log in at the console. */
public sealed interface LoginWay {
  /**
   * At the regulator's identity provider.
   *
   * @param start the address that sends a browser there
   */
  record Provider(String start) implements LoginWay {}

  /**
   * With the one account of the embedded set-up.
   *
   * @param account name and password
   */
  record Password(ConsoleAccount account) implements LoginWay {}

  /** Not at all: nothing is configured. */
  record Closed() implements LoginWay {}
}
