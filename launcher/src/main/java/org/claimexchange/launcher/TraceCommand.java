package org.claimexchange.launcher;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.claimexchange.verifier.TrustStore;
import org.claimexchange.verifier.blocks.BlocksException;
import org.claimexchange.verifier.certificate.CertificateException;
import org.claimexchange.verifier.certificate.Pem;
import org.claimexchange.verifier.trace.TraceInput;
import org.claimexchange.verifier.trace.TraceJson;
import org.claimexchange.verifier.trace.TraceReport;
import org.claimexchange.verifier.trace.TraceText;
import org.claimexchange.verifier.trace.Tracer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./exchange trace}: a consent's story from blocks and feed, without the server. */
@Command(
    name = "trace",
    mixinStandardHelpOptions = true,
    description = {
      "Tells consents' stories from the ledger's blocks and the regulator's feed alone.",
      "Status 0: told, and nothing amiss. 1: something does not fit, and is named. 2: wrong usage,",
      "or files that cannot be read or believed."
    })
final class TraceCommand implements Callable<Integer> {
  private static final int FINDINGS = 1;
  private static final int UNREADABLE = 2;
  private static final long LARGEST_KEY = 64 * 1024;

  @Option(
      names = "--blocks",
      required = true,
      paramLabel = "FILE",
      description = "The embedded network's ledger.blocks, or a folder of fetched N.block files.")
  private Path blocks = Path.of("");

  @Option(
      names = "--feed",
      required = true,
      paramLabel = "FILE",
      description = "The regulator's feed, from its first entry on.")
  private Path feed = Path.of("");

  @Option(
      names = "--key",
      required = true,
      paramLabel = "KEY",
      description = "The regulator's private key, PEM (PKCS #8); again for each older one.")
  private List<Path> keys = new ArrayList<>();

  @Option(
      names = "--consent",
      paramLabel = "ID",
      description = "Tell this consent's whole story; one line for each consent otherwise.")
  private String consent = "";

  @Option(
      names = "--trust",
      paramLabel = "DIR",
      description =
          "Folder of root certificates: peers', callers' and providers' signatures count under"
              + " these alone.")
  private @Nullable Path trust;

  @Option(names = "--full", description = "Print persons' numbers whole; masked otherwise.")
  private boolean full;

  @Option(names = "--json", description = "Print the report as one JSON object.")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    try {
      Optional<TraceReport> report = trace();
      if (report.isEmpty()) {
        return unreadable(
            "no consent " + consent + " took effect in these blocks; check --consent.");
      }
      print(report.get());
      return report.get().findings().isEmpty() ? 0 : FINDINGS;
    } catch (CertificateException e) {
      return unreadable(e.getMessage() + "; check --key and --trust.");
    } catch (BlocksException e) {
      return unreadable(e.getMessage() + "; check --blocks.");
    } catch (IOException e) {
      return unreadable(Sentences.of(e));
    }
  }

  private Optional<TraceReport> trace() throws IOException, CertificateException, BlocksException {
    List<PrivateKey> found = new ArrayList<>();
    for (Path key : keys) {
      found.add(read(key));
    }
    List<TrustStore> trusted = trust == null ? List.of() : List.of(TrustStore.load(trust));
    TraceInput input = new TraceInput(blocks, feed, found, trusted);
    Tracer tracer = new Tracer(Clock.systemUTC(), full);
    return consent.isEmpty() ? Optional.of(tracer.whole(input)) : tracer.consent(input, consent);
  }

  private static PrivateKey read(Path key) throws IOException, CertificateException {
    if (Files.size(key) > LARGEST_KEY) {
      throw new CertificateException(key + ": larger than any key");
    }
    return Pem.privateKey(Files.readString(key, StandardCharsets.UTF_8));
  }

  private void print(TraceReport report) {
    PrintWriter out = Output.of(spec);
    if (json) {
      out.println(TraceJson.write(report));
    } else {
      TraceText.write(report).forEach(out::println);
    }
    out.flush();
  }

  private int unreadable(String sentence) {
    PrintWriter err =
        spec == null ? new PrintWriter(System.err, true) : spec.commandLine().getErr();
    err.println("exchange: " + sentence);
    return UNREADABLE;
  }
}
