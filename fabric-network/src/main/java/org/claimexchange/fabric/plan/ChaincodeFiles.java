package org.claimexchange.fabric.plan;

import java.nio.file.Path;

/**
 * The contract as the build makes it.
 *
 * @param jar what runs
 * @param content the package that peers install: how what runs is reached
 */
public record ChaincodeFiles(Path jar, Path content) {
  public ChaincodeFiles {
    jar = jar.toAbsolutePath().normalize();
    content = content.toAbsolutePath().normalize();
  }

  /** The jar, and the package that the build lays beside it. */
  public static ChaincodeFiles of(Path jar) {
    return new ChaincodeFiles(jar, jar.resolveSibling("consent.tar.gz"));
  }
}
