package org.claimexchange.chaincode.service;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Reads key and certificates, and says what is wrong with them. */
final class TlsFiles {
  private static final long LARGEST = 1024 * 1024;

  private final Clock clock;
  private final Consumer<String> problems;

  private TlsFiles(Clock clock, Consumer<String> problems) {
    this.clock = clock;
    this.problems = problems;
  }

  /** All three; empty where something is wrong, which {@code problems} is told. */
  static Optional<ServiceTls> read(
      Path key, Path certificate, Path peerRoots, Clock clock, Consumer<String> problems) {
    TlsFiles files = new TlsFiles(clock, problems);
    Optional<PrivateKey> ownKey = files.key(key);
    List<X509Certificate> chain = files.certificates(ServiceSettings.CERTIFICATE, certificate);
    List<X509Certificate> roots = files.certificates(ServiceSettings.PEER_ROOTS, peerRoots);
    if (ownKey.isEmpty() || chain.isEmpty() || roots.isEmpty()) {
      return Optional.empty();
    }
    return files.fit(ownKey.get(), chain)
        ? Optional.of(new ServiceTls(ownKey.get(), chain, roots))
        : Optional.empty();
  }

  private boolean fit(PrivateKey key, List<X509Certificate> chain) {
    X509Certificate own = chain.getFirst();
    Instant now = clock.instant();
    if (now.isAfter(own.getNotAfter().toInstant())
        || now.isBefore(own.getNotBefore().toInstant())) {
      problems.accept(
          "%s holds a certificate that is valid from %s to %s, and now is %s"
              .formatted(
                  ServiceSettings.CERTIFICATE,
                  own.getNotBefore().toInstant(),
                  own.getNotAfter().toInstant(),
                  now));
      return false;
    }
    if (!belong(key, own)) {
      problems.accept(
          "%s must hold the key of the certificate in %s, found another one"
              .formatted(ServiceSettings.KEY, ServiceSettings.CERTIFICATE));
      return false;
    }
    return true;
  }

  private static boolean belong(PrivateKey key, X509Certificate certificate) {
    try {
      String algorithm = key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
      byte[] probe = "probe".getBytes(StandardCharsets.US_ASCII);
      Signature signer = Signature.getInstance(algorithm);
      signer.initSign(key);
      signer.update(probe);
      Signature verifier = Signature.getInstance(algorithm);
      verifier.initVerify(certificate.getPublicKey());
      verifier.update(probe);
      return verifier.verify(signer.sign());
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private Optional<PrivateKey> key(Path file) {
    String name = ServiceSettings.KEY;
    Optional<byte[]> pem = bytes(name, file);
    if (pem.isEmpty()) {
      return Optional.empty();
    }
    try (PEMParser parser =
        new PEMParser(new StringReader(new String(pem.get(), StandardCharsets.US_ASCII)))) {
      JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
      for (Object one = parser.readObject(); one != null; one = parser.readObject()) {
        if (one instanceof PrivateKeyInfo info) {
          return Optional.of(converter.getPrivateKey(info));
        }
        if (one instanceof PEMKeyPair pair) {
          KeyPair keys = converter.getKeyPair(pair);
          return Optional.of(keys.getPrivate());
        }
      }
    } catch (IOException e) {
      // What the parser says may repeat the key.
    }
    problems.accept(name + " must hold an unencrypted private key in PEM, found none in " + file);
    return Optional.empty();
  }

  private List<X509Certificate> certificates(String name, Path file) {
    List<X509Certificate> certificates = new ArrayList<>();
    Optional<byte[]> pem = bytes(name, file);
    if (pem.isEmpty()) {
      return certificates;
    }
    try {
      CertificateFactory.getInstance("X.509")
          .generateCertificates(new ByteArrayInputStream(pem.get()))
          .forEach(one -> certificates.add((X509Certificate) one));
    } catch (CertificateException e) {
      certificates.clear();
    }
    if (certificates.isEmpty()) {
      problems.accept(name + " must hold certificates in PEM, found none in " + file);
    }
    return certificates;
  }

  private Optional<byte[]> bytes(String name, Path file) {
    try {
      if (Files.size(file) > LARGEST) {
        problems.accept(name + " must name a file of at most 1 MB: " + file);
        return Optional.empty();
      }
      return Optional.of(Files.readAllBytes(file));
    } catch (IOException e) {
      problems.accept(name + " must name a file that can be read, found none: " + file);
      return Optional.empty();
    }
  }
}
