package org.claimexchange.server.register;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.claimexchange.server.setup.ExchangeProperties;

/**
 * The files that others lay down for this server, where they are configured.
 *
 * @param registers the regulator's entries
 * @param directory what the operator keeps beside them
 */
record HandedOverFiles(Optional<One> registers, Optional<One> directory) {
  /**
   * One file.
   *
   * @param path where it lies
   * @param told what was found there last
   */
  record One(Path path, Told told) {}

  static HandedOverFiles of(ExchangeProperties properties) {
    return new HandedOverFiles(
        one("exchange.registers.file", properties.registers().file()),
        one("exchange.directory.file", properties.directory().file()));
  }

  private static Optional<One> one(String name, String file) {
    return file.isBlank() ? Optional.empty() : Optional.of(new One(Path.of(file), new Told(name)));
  }

  /** What was found last, as health names it. */
  Map<String, Told> told() {
    Map<String, Told> told = new TreeMap<>();
    registers.ifPresent(one -> told.put("file", one.told()));
    directory.ifPresent(one -> told.put("directory", one.told()));
    return told;
  }
}
