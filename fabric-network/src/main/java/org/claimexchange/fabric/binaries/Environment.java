package org.claimexchange.fabric.binaries;

import java.util.Map;

/**
 * The environment of Fabric's programs. Each setting of theirs can be overruled from it, so what
 * stands in the caller's own is taken out: the files alone decide.
 */
public final class Environment {
  private Environment() {}

  /** Takes out what would overrule the files. */
  public static Map<String, String> clean(ProcessBuilder builder) {
    Map<String, String> environment = builder.environment();
    environment
        .keySet()
        .removeIf(name ->
            name.startsWith("CORE_")
                || name.startsWith("ORDERER_")
                || name.startsWith("FABRIC_")
                || name.startsWith("CHAINCODE_"));
    return environment;
  }
}
