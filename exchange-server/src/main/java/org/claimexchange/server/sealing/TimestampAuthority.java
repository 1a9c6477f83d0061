package org.claimexchange.server.sealing;

import org.bouncycastle.tsp.TimeStampToken;

/** Says when a signature existed (RFC 3161). Safe for use by several threads. */
@FunctionalInterface
public interface TimestampAuthority {

  /**
   * A token over a signature.
   *
   * @param signature its value
   * @throws SealingException with reason {@code TIMESTAMP} if there is none to be had now
   */
  TimeStampToken stamp(byte[] signature) throws SealingException;
}
