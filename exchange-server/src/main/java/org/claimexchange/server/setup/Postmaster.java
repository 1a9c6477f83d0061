package org.claimexchange.server.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A running PostgreSQL, as {@code postmaster.pid} of its data folder tells.
 *
 * @param process its process
 * @param port the port it listens on
 */
record Postmaster(ProcessHandle process, int port) {
  /** The one that runs in this folder; empty if none does. */
  static Optional<Postmaster> in(Path data) throws IOException {
    Path file = data.resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file);
    if (lines.size() < 8 || !lines.get(7).strip().equals("ready")) {
      return Optional.empty();
    }
    int port = Integer.parseInt(lines.get(3).strip());
    return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
        .filter(ProcessHandle::isAlive)
        .filter(Postmaster::isPostgres)
        .map(process -> new Postmaster(process, port));
  }

  /** The number may have gone to another process meanwhile. */
  private static boolean isPostgres(ProcessHandle process) {
    return process.info().command().map(command -> command.contains("postgres")).orElse(false);
  }
}
