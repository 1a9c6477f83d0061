package org.claimexchange.server.sealing;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/** Where a signing key lies and from when it signs, as a file {@code NAME.properties} says. */
sealed interface KeyDescription {

  /** From when it signs. */
  Instant from();

  /** The file that holds its password or PIN, and nothing else. */
  Path password();

  /** Its name in the store; empty where that holds one key only. */
  String alias();

  /**
   * A PKCS#12 file.
   *
   * @param store the file
   */
  record Pkcs12(Path store, Path password, String alias, Instant from) implements KeyDescription {}

  /**
   * A hardware module, by PKCS#11 (OASIS, version 2.40).
   *
   * @param library the module's library
   * @param slot id of its slot
   */
  record Pkcs11(Path library, long slot, Path password, String alias, Instant from)
      implements KeyDescription {}

  /** A description that says too little, or too much. */
  final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedException(List<String> problems) {
      super(String.join("; ", problems));
    }
  }

  /** Reads a description; the paths in it count from the folder that it is in. */
  static KeyDescription read(Path file) throws MalformedException, IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IllegalArgumentException e) {
      throw new MalformedException(List.of("not a properties file"));
    }
    return new Fields(file, properties).description();
  }

  /** The fields, with all that is wrong with them. */
  final class Fields {
    private static final Set<String> KNOWN =
        Set.of("kind", "store", "library", "slot", "password-file", "alias", "from");

    private final Path file;
    private final Properties properties;
    private final List<String> problems = new ArrayList<>();

    Fields(Path file, Properties properties) {
      this.file = file;
      this.properties = properties;
    }

    KeyDescription description() throws MalformedException {
      properties.stringPropertyNames().stream()
          .filter(name -> !KNOWN.contains(name))
          .sorted()
          .forEach(name -> problems.add("unknown: " + name));
      Optional<KeyDescription> description =
          switch (text("kind")) {
            case "pkcs12" ->
                Optional.of(new Pkcs12(path("store"), path("password-file"), alias(), from()));
            case "pkcs11" ->
                Optional.of(
                    new Pkcs11(path("library"), slot(), path("password-file"), alias(), from()));
            default -> {
              problems.add("kind: expected pkcs12 or pkcs11");
              yield Optional.empty();
            }
          };
      if (description.isEmpty() || !problems.isEmpty()) {
        throw new MalformedException(problems);
      }
      return description.get();
    }

    private String text(String name) {
      return properties.getProperty(name, "").strip();
    }

    private String alias() {
      return text("alias");
    }

    private Path path(String name) {
      String value = text(name);
      if (value.isEmpty()) {
        problems.add(name + ": missing");
      }
      return file.resolveSibling(value);
    }

    private long slot() {
      try {
        return Long.parseLong(text("slot"));
      } catch (NumberFormatException e) {
        problems.add("slot: expected a number");
        return 0;
      }
    }

    private Instant from() {
      String value = text("from");
      try {
        return value.isEmpty() ? Instant.EPOCH : Instant.parse(value);
      } catch (DateTimeException e) {
        problems.add("from: expected a time such as 2026-11-26T00:00:00Z");
        return Instant.EPOCH;
      }
    }
  }
}
