package org.claimexchange.model.consent;

import org.claimexchange.model.disclosure.Digest;

/**
 * What the grantor read before signing.
 *
 * @param template id of the text template, as registered by the regulator
 * @param language BCP 47, {@code zh-CN} or {@code en}
 * @param text SHA-256 of the UTF-8 text that was shown
 */
public record ShownText(String template, String language, Digest text) {}
