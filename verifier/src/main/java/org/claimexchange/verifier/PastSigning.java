package org.claimexchange.verifier;

import java.time.Clock;
import java.time.Duration;
import org.claimexchange.verifier.signature.SignatureDefect;
import org.claimexchange.verifier.signature.SignatureFailure;
import org.claimexchange.verifier.signature.Signed;

/**
 * Nothing was signed in the future.
 *
 * @param clock of the verifier
 * @param tolerance how far its clock may be behind the signer's
 */
record PastSigning(Clock clock, Duration tolerance) {

  /** The same signature, which says that it is not of the future. */
  Signed check(Signed signed) throws SignatureFailure {
    if (signed.time().isAfter(clock.instant().plus(tolerance))) {
      throw new SignatureFailure(
          SignatureDefect.STATEMENT, "expected a time of signing in the past");
    }
    return signed;
  }
}
