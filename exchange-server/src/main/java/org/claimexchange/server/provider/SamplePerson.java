package org.claimexchange.server.provider;

import java.util.regex.Pattern;
import org.claimexchange.model.person.Person;

/**
 * A made-up person who can log in at the built-in provider.
 *
 * @param username what is typed at login, 3 to 32 of {@code a-z 0-9 . -}
 * @param person name and number as the provider attests them
 */
public record SamplePerson(String username, Person person) {
  private static final Pattern USERNAME = Pattern.compile("[a-z0-9][a-z0-9.-]{2,31}");

  /**
   * @throws IllegalArgumentException if the username has another form
   */
  public SamplePerson {
    if (!USERNAME.matcher(username).matches()) {
      throw new IllegalArgumentException(
          "a username has 3 to 32 of a-z, 0-9, dot and hyphen, found one of " + username.length());
    }
  }
}
