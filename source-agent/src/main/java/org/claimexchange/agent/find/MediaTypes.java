package org.claimexchange.agent.find;

import java.util.Locale;
import java.util.Map;

/** Media types by the ending of a file's name. */
final class MediaTypes {
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("csv", "text/csv"),
          Map.entry("json", "application/json"),
          Map.entry("xml", "application/xml"),
          Map.entry("hl7", "x-application/hl7-v2+er7"),
          Map.entry("pdf", "application/pdf"),
          Map.entry("ofd", "application/ofd"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("jpeg", "image/jpeg"),
          Map.entry("png", "image/png"),
          Map.entry("tif", "image/tiff"),
          Map.entry("tiff", "image/tiff"));

  private MediaTypes() {}

  static String of(String name) {
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return TYPES.getOrDefault(ending, "application/octet-stream");
  }
}
