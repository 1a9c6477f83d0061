package org.claimexchange.launcher.demo;

import java.nio.file.Path;
import java.util.Optional;

/** On which ledger a demo runs. */
public sealed interface DemoLedger {
  /** The network in the server's process. */
  record Embedded() implements DemoLedger {}

  /**
   * Fabric's own peers and orderers on this machine.
   *
   * @param home where Fabric's release is; looked for where empty
   */
  record Fabric(Optional<Path> home) implements DemoLedger {}
}
