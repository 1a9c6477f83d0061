package org.claimexchange.fabric.binaries;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of Fabric.
 *
 * @param major first number
 * @param minor second number
 * @param text all of it, such as {@code 2.5.16}
 */
public record FabricVersion(int major, int minor, String text) {
  private static final Pattern SAID =
      Pattern.compile("(?m)^\\s*Version:\\s*v?((\\d{1,4})\\.(\\d{1,4})\\S{0,40})\\s*$");

  /** Reads what {@code peer version} or {@code orderer version} says; empty if it is no version. */
  public static Optional<FabricVersion> parse(String said) {
    Matcher matcher = SAID.matcher(said);
    return matcher.find()
        ? Optional.of(
            new FabricVersion(
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)),
                matcher.group(1)))
        : Optional.empty();
  }

  /** Whether the network is meant for it: 2.5 and 3.1. */
  public boolean isSupported() {
    return (major == 2 && minor == 5) || (major == 3 && minor == 1);
  }
}
