package org.claimexchange.server.document;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.claimexchange.model.source.SourceDocument;
import org.hl7.fhir.r4.model.DocumentReference;

/**
 * How a source's file is named in the package: by what it is and the day it bears, never by the
 * name that the source gave it, which may say anything.
 *
 * @param kind letters, digits and Chinese, at most 40
 * @param date the day that the document bears
 * @param extension lower case, such as {@code pdf}
 */
public record OriginalNaming(String kind, Optional<LocalDate> date, String extension) {
  private static final int LONGEST = 40;
  private static final int DAY = 10;

  /**
   * The naming of a file that passed.
   *
   * @param shown the document that it is, or that it shows, as it passed
   */
  public static OriginalNaming of(SourceDocument document, DocumentReference shown) {
    String type = shown.getType().hasText() ? shown.getType().getText() : "";
    if (type.isEmpty()) {
      type = shown.getType().getCodingFirstRep().getDisplay();
    }
    String kind = Optional.ofNullable(type).orElse("").replaceAll("[^\\p{IsHan}A-Za-z0-9]", "");
    return new OriginalNaming(
        kind.isEmpty() ? "原始文件" : shortened(kind),
        date(shown),
        extension(document.mediaType().toLowerCase(Locale.ROOT)));
  }

  private static String shortened(String kind) {
    return kind.codePoints()
        .limit(LONGEST)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static Optional<LocalDate> date(DocumentReference shown) {
    String text =
        shown.hasDate()
            ? shown.getDateElement().getValueAsString()
            : shown.getContext().getPeriod().getStartElement().getValueAsString();
    if (text == null || text.length() < DAY) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(text.substring(0, DAY)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static String extension(String mediaType) {
    return ShownType.of(mediaType)
        .map(ShownType::extension)
        .orElseGet(() ->
            switch (mediaType) {
              case "text/csv" -> "csv";
              case "application/json", "application/fhir+json" -> "json";
              case "application/xml", "text/xml", "application/hl7-sda+xml" -> "xml";
              case "application/hl7-v2", "x-application/hl7-v2+er7", "text/plain" -> "txt";
              default -> "bin";
            });
  }
}
