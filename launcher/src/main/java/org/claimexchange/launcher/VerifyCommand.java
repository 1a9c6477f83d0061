package org.claimexchange.launcher;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.claimexchange.verifier.PackageVerifier;
import org.claimexchange.verifier.ReportJson;
import org.claimexchange.verifier.Requirement;
import org.claimexchange.verifier.TrustStore;
import org.claimexchange.verifier.VerificationInput;
import org.claimexchange.verifier.VerificationReport;
import org.claimexchange.verifier.certificate.CertificateException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code ./exchange verify}: checks a package offline and prints one line a check. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Checks a sealed claim package offline and prints one line a check.",
      "Status 0: every check held. 1: one failed. 2: wrong usage."
    })
final class VerifyCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "FILE", description = "The sealed package, *.asice.p7m.")
  private Path file = Path.of("");

  @Option(
      names = "--key",
      required = true,
      paramLabel = "KEY",
      description = "The recipient's private key, PEM (PKCS #8).")
  private Path key = Path.of("");

  @Option(
      names = "--trust",
      required = true,
      paramLabel = "DIR",
      description = "Folder of root certificates: ledger/, signers/, providers/.")
  private Path trust = Path.of("");

  @Option(
      names = "--delivery",
      paramLabel = "FILE",
      description = "The delivery's evidence; looked for beside FILE otherwise.")
  private @Nullable Path delivery;

  @Option(
      names = "--require",
      split = ",",
      paramLabel = "WHAT",
      converter = RequirementName.class,
      description = {
        "What a package must have besides, by comma:",
        "sm2: a second signature by SM2;",
        "timestamp: a time stamp over each signature."
      })
  private Set<Requirement> required = EnumSet.noneOf(Requirement.class);

  @Option(names = "--json", description = "Print the report as one JSON object.")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  /** Reads a requirement's name; an unknown one is wrong usage. */
  static final class RequirementName implements ITypeConverter<Requirement> {
    @Override
    public Requirement convert(String value) {
      return Requirement.of(value)
          .orElseThrow(() -> new TypeConversionException("expected sm2 or timestamp"));
    }
  }

  @Override
  public Integer call() throws IOException {
    try {
      VerificationInput found = VerificationInput.of(file, key);
      VerificationInput input =
          delivery == null
              ? found
              : new VerificationInput(file, delivery, found.key(), found.nonce());
      VerificationReport report =
          new PackageVerifier(TrustStore.load(trust), Clock.systemUTC(), required).verify(input);
      print(report);
      return report.holds() ? 0 : 1;
    } catch (CertificateException e) {
      throw new Trouble(e.getMessage() + "; check --key and --trust.");
    }
  }

  private void print(VerificationReport report) {
    PrintWriter out = Output.of(spec);
    if (json) {
      out.println(ReportJson.write(report));
    } else {
      ReportPrinter.print(
          out,
          report.lines().stream().map(VerificationReport.Line::text).toList(),
          report.evaluation(),
          report.holds());
    }
    out.flush();
  }
}
