package org.claimexchange.model.register;

import java.time.Instant;
import org.claimexchange.model.disclosure.Digest;
import org.claimexchange.model.disclosure.Salt;

/**
 * A text that grantors may be shown.
 *
 * @param id template id, as in {@code ShownText.template}
 * @param language BCP 47
 * @param template SHA-256 of the template's UTF-8 text
 * @param from from when, included
 * @param to until when, excluded
 * @param status whether it counts
 * @param salt fresh with every change
 */
public record TextTemplate(
    String id,
    String language,
    Digest template,
    Instant from,
    Instant to,
    EntryStatus status,
    Salt salt)
    implements RegisterEntry {
  @Override
  public RegisterName register() {
    return RegisterName.TEMPLATES;
  }

  /** Whether it may be shown at this instant. */
  public boolean liveAt(Instant time) {
    return status == EntryStatus.ACTIVE && !time.isBefore(from) && time.isBefore(to);
  }
}
