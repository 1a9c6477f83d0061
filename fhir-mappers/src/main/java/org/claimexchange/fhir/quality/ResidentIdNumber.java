package org.claimexchange.fhir.quality;

import java.util.regex.Pattern;

/** The check digit of a resident id number (GB 11643-1999, ISO 7064 MOD 11-2). */
public final class ResidentIdNumber {
  private static final Pattern SHAPE = Pattern.compile("[1-9][0-9]{16}[0-9X]");
  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  private static final String CHECKS = "10X98765432";

  private ResidentIdNumber() {}

  /** Whether it has 18 places and the right last one. */
  public static boolean isValid(String number) {
    if (!SHAPE.matcher(number).matches()) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      sum += (number.charAt(i) - '0') * WEIGHTS[i];
    }
    return CHECKS.charAt(sum % CHECKS.length()) == number.charAt(WEIGHTS.length);
  }
}
