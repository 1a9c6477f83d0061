package org.claimexchange.server.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.server.vault.PrivateFiles;

/**
 * The folder where whoever plays the other parties on the same machine finds what it needs. Each
 * file is there whole or not at all.
 */
final class Handover {
  private final Path folder;

  Handover(Path data) {
    this.folder = data.resolve("handover");
  }

  /** A place in it. */
  Path path(String name) {
    return folder.resolve(name);
  }

  boolean has(String name) {
    return Files.exists(path(name));
  }

  String read(String name) {
    try {
      return Files.readString(path(name));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot be read: " + path(name), e);
    }
  }

  /** Writes a value as JSON. */
  void json(String name, Object value) {
    text(name, CanonicalJson.writeText(value));
  }

  /** Writes a text, over an older one. */
  void text(String name, String text) {
    Path file = path(name);
    try {
      PrivateFiles.replace(file, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot be written: " + file, e);
    }
  }
}
