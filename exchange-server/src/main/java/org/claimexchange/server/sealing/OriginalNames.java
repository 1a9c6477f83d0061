package org.claimexchange.server.sealing;

import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.claimexchange.verifier.container.ContainerLayout;

/** Names of originals: place, type and date, such as {@code originals/01-电子票据-20261103.pdf}. */
final class OriginalNames {

  private OriginalNames() {}

  static String name(int place, Original original) {
    return ContainerLayout.ORIGINALS
        + String.format(Locale.ROOT, "%02d-", place)
        + original.kind()
        + original.date().map(day -> "-" + day.format(DateTimeFormatter.BASIC_ISO_DATE)).orElse("")
        + "."
        + original.extension();
  }
}
