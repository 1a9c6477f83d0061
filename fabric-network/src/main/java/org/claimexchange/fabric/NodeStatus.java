package org.claimexchange.fabric;

import java.util.OptionalLong;
import org.claimexchange.fabric.plan.FabricNode;

/**
 * How one node is.
 *
 * @param node which
 * @param state whether it runs
 * @param port where it listens, or would
 * @param pid its process; 0 where none runs
 * @param height how many blocks it has, -1 where it keeps none or does not say
 * @param leads whether it is the orderer that leads
 */
public record NodeStatus(
    FabricNode node, State state, int port, long pid, long height, boolean leads) {
  /** Whether a node runs. */
  public enum State {
    /** It runs and listens. */
    RUNS,
    /** Its process is there, but does not listen. */
    SILENT,
    /** It was started and has ended by itself. */
    DIED,
    /** It does not run, as it should be. */
    STOPPED
  }

  /** The height, where it says one. */
  public OptionalLong knownHeight() {
    return height < 0 ? OptionalLong.empty() : OptionalLong.of(height);
  }
}
