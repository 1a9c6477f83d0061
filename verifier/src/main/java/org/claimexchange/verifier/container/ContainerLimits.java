package org.claimexchange.verifier.container;

/**
 * How much is taken from a container that somebody else made.
 *
 * @param maxFiles number of files
 * @param maxFileBytes uncompressed size of a file that is held in memory
 * @param maxOriginalBytes uncompressed size of an original, which is only hashed
 * @param maxTotalBytes uncompressed size of all
 * @param maxRatio uncompressed to compressed size of a file
 */
public record ContainerLimits(
    int maxFiles, long maxFileBytes, long maxOriginalBytes, long maxTotalBytes, int maxRatio) {

  /** Enough for a long stay with scans; far less than a bomb. */
  public static ContainerLimits standard() {
    return new ContainerLimits(1_000, 64L << 20, 1L << 30, 4L << 30, 250);
  }
}
