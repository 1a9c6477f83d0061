package org.claimexchange.server.pull;

import java.util.Optional;

/** Where sources that are asked over HTTP are reached. */
@FunctionalInterface
public interface SourceAddresses {
  /**
   * A source's address; empty where none is known.
   *
   * @param participant the source's participant id
   */
  Optional<SourceEndpoint> of(String participant);
}
