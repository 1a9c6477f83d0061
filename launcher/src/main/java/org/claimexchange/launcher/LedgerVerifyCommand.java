package org.claimexchange.launcher;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.concurrent.Callable;
import org.claimexchange.ledger.embedded.LedgerReport;
import org.claimexchange.ledger.embedded.LedgerVerification;
import org.claimexchange.verifier.certificate.CertificateException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./exchange ledger verify}: judges every block of a block file from root certificates. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Checks hashes, signatures and endorsement policy of every block, and prints one line a finding.",
      "The file is only read; the network that writes it may be running.",
      "Status 0: everything held. 1: something did not. 2: wrong usage."
    })
final class LedgerVerifyCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FILE",
      description = "The block file; otherwise ledger/ledger.blocks below --data.")
  private @Nullable Path file;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The server's data folder; data where neither is given.")
  private @Nullable Path data;

  @Option(
      names = "--trust",
      paramLabel = "DIR",
      description =
          "Folder of root certificates: ledger/MSPID.pem, as for exchange verify. Without it those beside the file"
              + " are taken, which shows no more than that nothing was changed by whoever lacks the keys beside it.")
  private @Nullable Path trust;

  @Option(
      names = "--chaincode",
      paramLabel = "NAME",
      defaultValue = "consent",
      description = "The chaincode's name; ${DEFAULT-VALUE} where not given.")
  private String chaincode = "consent";

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    CommandLine line = spec == null ? new CommandLine(this) : spec.commandLine();
    if (file != null && data != null) {
      throw new CommandLine.ParameterException(line, "give FILE or --data, not both");
    }
    Path blocks = blocks();
    if (!Files.isRegularFile(blocks)) {
      throw new NoSuchFileException(blocks.toString());
    }
    LedgerReport report =
        LedgerVerification.verify(blocks, chaincode, roots(blocks), new SecureRandom());
    print(report, line.getOut());
    return report.holds() ? 0 : 1;
  }

  private Path blocks() {
    if (file != null) {
      return file;
    }
    return (data == null ? Path.of("data") : data).resolve("ledger").resolve("ledger.blocks");
  }

  private Map<String, X509Certificate> roots(Path blocks) throws IOException {
    try {
      return trust == null
          ? LedgerRoots.beside(blocks)
          : LedgerRoots.trusted(trust.resolve("ledger"));
    } catch (CertificateException e) {
      throw new Trouble(e.getMessage() + "; check --trust.");
    }
  }

  private void print(LedgerReport report, PrintWriter out) {
    report.findings().forEach(finding -> out.println("found     " + finding.text()));
    if (report.tornBytes() > 0) {
      out.println(
          "note      the last %d bytes are an unfinished block; the next start cuts them off"
              .formatted(report.tornBytes()));
    }
    if (trust == null) {
      out.println(
          "note      the root certificates are those beside the file; --trust names others");
    }
    out.println(
        "%s %d blocks, %d transactions (%d valid), last hash %s%s"
            .formatted(
                report.holds() ? "verified " : "NOT VERIFIED ",
                report.height().map(height -> height.height()).orElse(0L),
                report.transactions(),
                report.valid(),
                report.height().map(height -> height.headerHash()).orElse("none"),
                report.holds() ? "" : ", findings: " + report.findings().size()));
    out.flush();
  }
}
