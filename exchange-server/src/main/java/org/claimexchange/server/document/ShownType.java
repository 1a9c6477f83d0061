package org.claimexchange.server.document;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Types of files that show what another holds as data: what people print, scan or sign. Nothing
 * that a reader's machine would run.
 */
enum ShownType {
  /** ISO 32000. */
  PDF("application/pdf", "pdf", '%', 'P', 'D', 'F', '-'),
  /** GB/T 33190: a ZIP file. */
  OFD("application/ofd", "ofd", 'P', 'K', 3, 4),
  /** ISO/IEC 10918. */
  JPEG("image/jpeg", "jpg", 0xFF, 0xD8, 0xFF),
  /** ISO/IEC 15948. */
  PNG("image/png", "png", 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'),
  /** Little-endian TIFF 6.0, as scanners write it. */
  TIFF("image/tiff", "tif", 'I', 'I', '*', 0);

  private final String mediaType;
  private final String extension;
  private final int[] beginning;

  ShownType(String mediaType, String extension, int... beginning) {
    this.mediaType = mediaType;
    this.extension = extension;
    this.beginning = beginning.clone();
  }

  /** The media types, for people. */
  static String names() {
    return Arrays.stream(values()).map(type -> type.mediaType).collect(Collectors.joining(", "));
  }

  /** Whether a file is of this media type, and the type is one of these. */
  static boolean fits(String mediaType, byte[] bytes) {
    return of(mediaType).filter(type -> type.begins(bytes)).isPresent();
  }

  /** The type of a media type. */
  static Optional<ShownType> of(String mediaType) {
    return Arrays.stream(values()).filter(type -> type.mediaType.equals(mediaType)).findFirst();
  }

  String extension() {
    return extension;
  }

  private boolean begins(byte[] bytes) {
    if (bytes.length < beginning.length) {
      return false;
    }
    for (int i = 0; i < beginning.length; i++) {
      if ((bytes[i] & 0xFF) != beginning[i]) {
        return false;
      }
    }
    return true;
  }
}
