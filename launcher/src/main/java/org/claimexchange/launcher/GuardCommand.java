package org.claimexchange.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.claimexchange.guard.proxy.GuardProxy;
import org.claimexchange.guard.proxy.ProxyLimits;
import org.claimexchange.guard.proxy.ProxySettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./exchange guard}: a source's guard as a reverse proxy. */
@Command(
    name = "guard",
    mixinStandardHelpOptions = true,
    description = {
      "Stands in front of a source's FHIR interface and lets out only what a release on the ledger"
          + " covers. The interface must not be reachable by any other way; docs/sources.md tells"
          + " more.",
      "Runs until stopped."
    },
    subcommands = GuardCheckCommand.class)
final class GuardCommand implements Callable<Integer> {
  @Option(
      names = "--upstream",
      paramLabel = "URL",
      description = "Base of the source's own FHIR R4 interface, http://10.1.2.3:8080/fhir.")
  private @Nullable URI upstream;

  @Option(
      names = "--upstream-token",
      paramLabel = "URL",
      description = "The source's token endpoint; POST /oauth2/token is handed on to it.")
  private @Nullable URI upstreamToken;

  @Option(
      names = "--participant",
      paramLabel = "ID",
      description = "The source's id in the participants' register.")
  private String participant = "";

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      description = "Where the guard listens; default ${DEFAULT-VALUE}.")
  private String listen = "127.0.0.1:8443";

  @Option(
      names = "--public-url",
      paramLabel = "URL",
      description = "How the exchange reaches the guard, without /fhir; else made from --listen.")
  private @Nullable String publicUrl;

  @Option(
      names = "--trust",
      paramLabel = "DIR",
      description = "Folder of root certificates: ledger/{MspId}.pem.")
  private @Nullable Path trust;

  @Option(
      names = "--log",
      paramLabel = "FILE",
      description = "The guard's log, which only grows; default ${DEFAULT-VALUE}.")
  private Path log = Path.of("guard.log");

  @Option(names = "--tls-certificate", paramLabel = "FILE", description = "Certificates, PEM.")
  private @Nullable Path certificate;

  @Option(names = "--tls-key", paramLabel = "FILE", description = "Private key, PEM (PKCS #8).")
  private @Nullable Path key;

  @Option(
      names = "--tls-elsewhere",
      description = "Something in front ends TLS: listen without it, on other than the loopback.")
  private boolean tlsElsewhere;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (GuardProxy proxy = GuardProxy.start(settings(), Clock.systemUTC(), new SecureRandom())) {
      Output.of(spec).println("guard ready on port " + proxy.port() + " for " + participant);
      Output.of(spec).flush();
      new CountDownLatch(1).await();
    }
    return 0;
  }

  private ProxySettings settings() throws IOException {
    if (upstream == null || trust == null || participant.isEmpty()) {
      throw new Trouble("--upstream, --participant and --trust are needed; see guard --help.");
    }
    int colon = listen.lastIndexOf(':');
    String port = listen.substring(colon + 1);
    if (colon < 1 || !port.matches("[0-9]{1,5}")) {
      throw new Trouble("--listen wants HOST:PORT, such as 127.0.0.1:8443.");
    }
    String host = listen.substring(0, colon);
    try {
      return new ProxySettings(
          upstream,
          Optional.ofNullable(upstreamToken),
          participant,
          host,
          Integer.parseInt(port),
          Optional.ofNullable(publicUrl),
          trust,
          log,
          tls(host),
          ProxyLimits.usual());
    } catch (IllegalArgumentException e) {
      throw new Trouble("--upstream: " + e.getMessage() + ".");
    }
  }

  private Optional<ProxySettings.Tls> tls(String host) throws IOException {
    if (certificate != null && key != null) {
      return Optional.of(new ProxySettings.Tls(certificate, key));
    }
    if (certificate != null || key != null) {
      throw new Trouble("--tls-certificate and --tls-key go together.");
    }
    if (!tlsElsewhere && !InetAddress.getByName(host).isLoopbackAddress()) {
      throw new Trouble(
          "records would travel in clear: give --tls-certificate and --tls-key, or say"
              + " --tls-elsewhere if something in front of the guard ends TLS.");
    }
    return Optional.empty();
  }
}
