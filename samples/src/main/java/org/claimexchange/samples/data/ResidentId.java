package org.claimexchange.samples.data;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/**
 * A resident id number (居民身份证号码, GB 11643-1999): region, date of birth, sequence, check digit.
 *
 * @param value the eighteen characters
 */
public record ResidentId(String value) {
  private static final Pattern FORM = Pattern.compile("[0-9]{17}[0-9X]");
  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  private static final String CHECK_DIGITS = "10X98765432";

  /**
   * The number with its check digit.
   *
   * @param region six digits
   * @param birth date of birth
   * @param sequence three digits, odd for men and even for women
   */
  public static ResidentId of(String region, LocalDate birth, String sequence) {
    var body = region + birth.format(DateTimeFormatter.BASIC_ISO_DATE) + sequence;
    return new ResidentId(body + checkDigit(body));
  }

  /** Whether the form and the check digit (ISO 7064, MOD 11-2) are right. */
  public boolean isValid() {
    return FORM.matcher(value).matches() && checkDigit(value) == value.charAt(17);
  }

  private static char checkDigit(String body) {
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      sum += WEIGHTS[i] * (body.charAt(i) - '0');
    }
    return CHECK_DIGITS.charAt(sum % 11);
  }

  @Override
  public String toString() {
    return "ResidentId";
  }
}
