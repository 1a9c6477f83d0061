package org.claimexchange.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.claimexchange.launcher.Trouble;

/**
 * A made-up person who can log in.
 *
 * @param username what is typed
 * @param password made when the data folder was new
 * @param name name
 */
public record SampleLogin(String username, String password, String name) {
  /** All of them, as the server handed them over. */
  static List<SampleLogin> read(Path file) throws IOException {
    List<SampleLogin> logins = new ArrayList<>();
    for (JsonNode person : new ObjectMapper().readTree(file.toFile())) {
      logins.add(
          new SampleLogin(
              person.path("username").asText(),
              person.path("password").asText(),
              person.path("name").asText()));
    }
    return List.copyOf(logins);
  }

  /** The one with this user name. */
  static SampleLogin of(String username, List<SampleLogin> logins) {
    return logins.stream()
        .filter(login -> login.username().equals(username))
        .findFirst()
        .orElseThrow(() -> new Trouble("nobody called " + username + " can log in."));
  }

  @Override
  public String toString() {
    return "SampleLogin[" + username + "]";
  }
}
