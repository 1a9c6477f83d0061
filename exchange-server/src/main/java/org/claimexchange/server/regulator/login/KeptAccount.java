package org.claimexchange.server.regulator.login;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.claimexchange.server.vault.PrivateFiles;

/** The embedded set-up's account, whose password is made once and kept in the data folder. */
public final class KeptAccount {
  /** What is typed at login. */
  public static final String USERNAME = "regulator";

  private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
  private static final int LENGTH = 12;

  private KeptAccount() {}

  /**
   * Reads the account, or makes it.
   *
   * @throws UncheckedIOException if the data folder cannot be used
   */
  public static ConsoleAccount in(Path data, SecureRandom random) {
    Path file = data.resolve("console").resolve("password");
    try {
      if (!Files.exists(file)) {
        PrivateFiles.createFolder(data.resolve("console"));
        PrivateFiles.writeNew(file, fresh(random).getBytes(StandardCharsets.US_ASCII));
      }
      return new ConsoleAccount(USERNAME, Files.readString(file, StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException("the console's password cannot be kept in " + file, e);
    }
  }

  private static String fresh(SecureRandom random) {
    StringBuilder password = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return password.toString();
  }
}
