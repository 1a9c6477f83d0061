package org.claimexchange.verifier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.claimexchange.model.json.CanonicalJson;
import org.claimexchange.model.json.MalformedJsonException;
import org.claimexchange.model.register.Counter;
import org.claimexchange.verifier.certificate.CertificateException;
import org.claimexchange.verifier.certificate.Pem;
import org.claimexchange.verifier.consent.TrustedProvider;

/**
 * All that a verifier trusts.
 *
 * @param ledger root certificates of the ledger's organizations, by MSP id
 * @param signers root certificates of package signers
 * @param timestampers root certificates of time-stamp authorities; empty trusts none
 * @param providers identity providers
 */
public record TrustStore(
    Map<String, List<X509Certificate>> ledger,
    List<X509Certificate> signers,
    List<X509Certificate> timestampers,
    List<TrustedProvider> providers) {

  private static final long MAX_BYTES = 256 * 1024;

  private record ProviderFile(
      String issuer, List<String> audiences, List<Counter> counters, List<JsonNode> keys) {
    ProviderFile {
      audiences = List.copyOf(audiences);
      counters = List.copyOf(counters);
      keys = List.copyOf(keys);
    }

    TrustedProvider provider() {
      return new TrustedProvider(issuer, audiences, counters, keys);
    }
  }

  public TrustStore {
    ledger = Map.copyOf(ledger);
    signers = List.copyOf(signers);
    timestampers = List.copyOf(timestampers);
    providers = List.copyOf(providers);
  }

  /** Without time-stamp authorities. */
  public TrustStore(
      Map<String, List<X509Certificate>> ledger,
      List<X509Certificate> signers,
      List<TrustedProvider> providers) {
    this(ledger, signers, List.of(), providers);
  }

  /**
   * Reads a folder: {@code ledger/{MspId}.pem}, {@code signers/*.pem}, where there is one {@code
   * timestampers/*.pem}, {@code providers/*.json} ({@code {"issuer": …, "audiences": [client id…],
   * "keys": [JWK…]}}, and {@code "counters": [{"audience": …, "participant": …}]} where people sign
   * at counters).
   *
   * @throws CertificateException if a file in it is not what its folder says, or a folder is empty
   * @throws IOException if it cannot be read
   */
  public static TrustStore load(Path folder) throws IOException, CertificateException {
    Map<String, List<X509Certificate>> ledger = loadLedger(folder);
    List<X509Certificate> signers = new ArrayList<>();
    for (Path file : files(folder.resolve("signers"), ".pem")) {
      signers.addAll(certificates(file));
    }
    List<X509Certificate> timestampers = new ArrayList<>();
    Path authorities = folder.resolve("timestampers");
    if (Files.isDirectory(authorities)) {
      for (Path file : files(authorities, ".pem")) {
        timestampers.addAll(certificates(file));
      }
    }
    List<TrustedProvider> providers = new ArrayList<>();
    for (Path file : files(folder.resolve("providers"), ".json")) {
      providers.add(provider(file));
    }
    return new TrustStore(ledger, signers, timestampers, providers);
  }

  /**
   * Reads what evidence of the ledger needs: {@code ledger/{MspId}.pem} alone.
   *
   * @throws CertificateException if a file in it is no certificate, or there is none
   * @throws IOException if it cannot be read
   */
  public static Map<String, List<X509Certificate>> loadLedger(Path folder)
      throws IOException, CertificateException {
    Map<String, List<X509Certificate>> ledger = new TreeMap<>();
    for (Path file : files(folder.resolve("ledger"), ".pem")) {
      String name = String.valueOf(file.getFileName());
      ledger.put(name.substring(0, name.length() - ".pem".length()), certificates(file));
    }
    return ledger;
  }

  private static TrustedProvider provider(Path file) throws IOException, CertificateException {
    try {
      ObjectNode json = CanonicalJson.read(bytes(file), ObjectNode.class);
      if (json.path("audiences").isEmpty()) {
        throw new CertificateException(
            file
                + ": names no audiences, so no token counts; add \"audiences\": [the client ids of"
                + " the patient page at this provider]");
      }
      if (!json.has("counters")) {
        json.putArray("counters");
      }
      return CanonicalJson.convert(json, ProviderFile.class).provider();
    } catch (MalformedJsonException e) {
      throw new CertificateException(
          file + ": expected issuer, audiences, keys and, where there are any, counters as JSON");
    }
  }

  private static List<X509Certificate> certificates(Path file)
      throws IOException, CertificateException {
    List<X509Certificate> certificates =
        Pem.certificates(new String(bytes(file), java.nio.charset.StandardCharsets.UTF_8));
    if (certificates.isEmpty()) {
      throw new CertificateException(file + ": expected certificates in PEM");
    }
    return certificates;
  }

  private static byte[] bytes(Path file) throws IOException, CertificateException {
    if (Files.size(file) > MAX_BYTES) {
      throw new CertificateException(file + ": larger than " + MAX_BYTES + " bytes");
    }
    return Files.readAllBytes(file);
  }

  private static List<Path> files(Path folder, String extension)
      throws IOException, CertificateException {
    if (!Files.isDirectory(folder)) {
      throw new CertificateException(folder + ": expected a folder");
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found =
          files.filter(file -> file.toString().endsWith(extension)).sorted().toList();
      if (found.isEmpty()) {
        throw new CertificateException(folder + ": expected files *" + extension);
      }
      return found;
    }
  }
}
