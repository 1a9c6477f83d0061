package org.claimexchange.fhir.records;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of one format, each with its expectation beside it. */
final class RecordFolder {
  static final Path ROOT = Path.of("src/test/resources/records");
  static final Charset GB18030 = Charset.forName("GB18030");

  private final Path folder;
  private final String extension;
  private int number;

  RecordFolder(Path root, String format, String extension) throws IOException {
    this.folder = root.resolve(format);
    this.extension = extension;
    Files.createDirectories(folder);
  }

  void write(String name, String text, Expectation expected) throws IOException {
    write(name, text.getBytes(StandardCharsets.UTF_8), expected);
  }

  void write(String name, byte[] bytes, Expectation expected) throws IOException {
    number++;
    var base = "%02d-%s".formatted(number, name);
    Files.write(folder.resolve(base + "." + extension), bytes);
    Files.writeString(folder.resolve(base + ".expected"), expected.text());
  }

  /** Line, from 1, of the first place where something stands. */
  static int lineOf(String text, String what) {
    int at = text.indexOf(what);
    if (at < 0) {
      throw new IllegalArgumentException("not in the file: " + what);
    }
    return 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
  }

  static String once(String text, String from, String to) {
    int at = text.indexOf(from);
    if (at < 0) {
      throw new IllegalArgumentException("not in the file: " + from);
    }
    return text.substring(0, at) + to + text.substring(at + from.length());
  }
}
