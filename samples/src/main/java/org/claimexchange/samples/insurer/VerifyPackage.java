package org.claimexchange.samples.insurer;

import java.nio.file.Path;
import java.time.Clock;
import org.claimexchange.verifier.PackageVerifier;
import org.claimexchange.verifier.TrustStore;
import org.claimexchange.verifier.VerificationInput;

/** How an insurer's own system verifies a package: file, key and folder of root certificates. */
public final class VerifyPackage {

  private VerifyPackage() {}

  /** Prints one line a check; ends with 0 where all hold, with 1 otherwise. */
  public static void main(String[] args) throws Exception {
    var trust = TrustStore.load(Path.of(args[2]));
    var input = VerificationInput.of(Path.of(args[0]), Path.of(args[1]));
    var report = new PackageVerifier(trust, Clock.systemUTC()).verify(input);
    report.lines().forEach(line -> System.out.println(line.text()));
    System.exit(report.holds() ? 0 : 1);
  }
}
