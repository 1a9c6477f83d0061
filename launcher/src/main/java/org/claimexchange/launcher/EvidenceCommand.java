package org.claimexchange.launcher;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.claimexchange.verifier.TrustStore;
import org.claimexchange.verifier.certificate.CertificateException;
import org.claimexchange.verifier.evidence.EvidenceFile;
import org.claimexchange.verifier.evidence.EvidenceFileVerifier;
import org.claimexchange.verifier.evidence.EvidencePolicy;
import org.claimexchange.verifier.evidence.EvidenceReport;
import org.claimexchange.verifier.evidence.Freshness;
import org.claimexchange.verifier.evidence.IdRule;
import org.claimexchange.verifier.evidence.NonceRule;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./exchange evidence}: what the ledger's peers signed. */
@Command(
    name = "evidence",
    mixinStandardHelpOptions = true,
    description = "Evidence of the ledger: what its peers signed.",
    subcommands = EvidenceCommand.Verify.class)
final class EvidenceCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "say what to do: evidence verify FILE");
  }

  /** {@code ./exchange evidence verify}: checks a file offline and prints one line a check. */
  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description = {
        "Checks evidence of the ledger offline and prints one line a check.",
        "Status 0: every check held. 1: one failed. 2: wrong usage."
      })
  static final class Verify implements Callable<Integer> {
    /** How far the peers' clocks may be ahead of this one. */
    private static final Duration MAX_AHEAD = Duration.ofMinutes(5);

    @Parameters(
        index = "0",
        paramLabel = "FILE",
        description = "evidence.json, or NAME.delivery.json of a package.")
    private Path file = Path.of("");

    @Option(
        names = "--trust",
        required = true,
        paramLabel = "DIR",
        description = "Folder with the organizations' root certificates, ledger/MSPID.pem.")
    private Path trust = Path.of("");

    @Option(
        names = "--nonce",
        paramLabel = "N",
        description = "The nonce that you issued; every read must carry it.")
    private @Nullable String nonce;

    @Option(
        names = "--for",
        paramLabel = "PARTICIPANT",
        description = "For whom each read must have been made; may be repeated.")
    private List<String> forWhom = List.of();

    @Option(
        names = "--object",
        paramLabel = "ID",
        description =
            "Consent, release or delivery that each read must be about; may be repeated, and each"
                + " must have a read.")
    private List<String> objects = List.of();

    @Option(names = "--json", description = "Print the report as one JSON object.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      EvidenceFileVerifier verifier =
          new EvidenceFileVerifier(
              EvidencePolicy.claims(roots(), new Freshness.OfAnyAge(MAX_AHEAD, Clock.systemUTC())));
      EvidenceReport report = verifier.verify(bytes(), rule(objects), rule(forWhom), nonceRule());
      print(report);
      return report.holds() ? 0 : 1;
    }

    private NonceRule nonceRule() {
      if (nonce == null) {
        return new NonceRule.NotIssued();
      }
      if (nonce.isEmpty()) {
        throw wrong("--nonce is empty; leave it out where you issued none");
      }
      return new NonceRule.Exactly(nonce);
    }

    private static IdRule rule(List<String> ids) {
      return ids.isEmpty() ? new IdRule.AsClaimed() : new IdRule.OneOf(Set.copyOf(ids));
    }

    private Map<String, List<X509Certificate>> roots() {
      try {
        return TrustStore.loadLedger(trust);
      } catch (IOException | CertificateException e) {
        throw wrong(e.getMessage() + "; check --trust");
      }
    }

    /** The file; one byte more than is taken shows that it is too large. */
    private byte[] bytes() {
      try (var in = Files.newInputStream(file)) {
        return in.readNBytes(EvidenceFile.MAX_BYTES + 1);
      } catch (IOException e) {
        throw wrong(file + " cannot be read; check the name of the file");
      }
    }

    private ParameterException wrong(String sentence) {
      return new ParameterException(spec.commandLine(), sentence);
    }

    private void print(EvidenceReport report) {
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.println(report.toJson());
      } else {
        ReportPrinter.print(
            out,
            report.lines().stream().map(EvidenceReport.Line::text).toList(),
            report.evaluation(),
            report.holds());
      }
      out.flush();
    }
  }
}
