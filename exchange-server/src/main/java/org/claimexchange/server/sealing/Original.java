package org.claimexchange.server.sealing;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One file as a source sent it, not altered. It hides itself from logs.
 *
 * @param source participant id of the source
 * @param kind what it is, in Chinese, such as {@code 电子票据}: letters, digits and Chinese only
 * @param date the day it bears, or empty
 * @param mediaType such as {@code application/pdf}
 * @param extension of its name, such as {@code pdf}
 * @param bytes what it holds
 */
public record Original(
    String source,
    String kind,
    Optional<LocalDate> date,
    String mediaType,
    String extension,
    Bytes bytes) {

  private static final Pattern KIND = Pattern.compile("[\\p{IsHan}A-Za-z0-9]{1,40}");
  private static final Pattern EXTENSION = Pattern.compile("[a-z0-9]{1,8}");

  /** Bytes that can be read more than once, so that large files need not lie in memory. */
  @FunctionalInterface
  public interface Bytes {
    /** The same bytes from their beginning, each time. */
    InputStream open() throws IOException;
  }

  /**
   * @throws IllegalArgumentException if kind or extension could not be part of a file name
   */
  public Original {
    if (!KIND.matcher(kind).matches() || !EXTENSION.matcher(extension).matches()) {
      throw new IllegalArgumentException("a kind and an extension that make a plain file name");
    }
  }

  /** Its name in a package, where it stands at this place among the originals, from 1. */
  public String name(int place) {
    return OriginalNames.name(place, this);
  }

  @Override
  public String toString() {
    return "Original[" + mediaType + "]";
  }
}
