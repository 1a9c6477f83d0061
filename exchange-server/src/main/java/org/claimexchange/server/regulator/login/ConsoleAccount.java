package org.claimexchange.server.regulator.login;

/**
 * The one account of the embedded set-up; with a provider of the regulator's configured there is
 * none. It hides itself from logs.
 *
 * @param username what is typed at login
 * @param password its password
 */
public record ConsoleAccount(String username, String password) {
  /**
   * @throws IllegalArgumentException if the password is shorter than 8 characters
   */
  public ConsoleAccount {
    if (username.isBlank() || password.length() < 8) {
      throw new IllegalArgumentException("an account needs a name and at least 8 characters");
    }
  }

  @Override
  public String toString() {
    return "ConsoleAccount[" + username + "]";
  }
}
