package org.claimexchange.model.disclosure;

/**
 * The alphabet of RFC 4648, section 5. A loop and no pattern: some hundred digests are read for
 * each transaction.
 */
final class Base64Url {
  private Base64Url() {}

  /** Whether a text is of so many characters, all of the alphabet. */
  static boolean isText(String text, int length) {
    if (text.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (!isOne(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOne(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '-'
        || c == '_';
  }
}
