package org.claimexchange.server.register;

import org.claimexchange.model.register.Proven;
import org.claimexchange.model.register.TextTemplate;

/**
 * A text that grantors may be shown, with its words.
 *
 * @param entry the regulator's entry: id, language, digest of the words, when it may be shown
 * @param text the template's words, UTF-8, with its placeholders
 */
public record TemplateText(Proven<TextTemplate> entry, String text) {
  /** The template's id, as in {@code ShownText.template}. */
  public String id() {
    return entry.entry().id();
  }

  /** BCP 47. */
  public String language() {
    return entry.entry().language();
  }
}
