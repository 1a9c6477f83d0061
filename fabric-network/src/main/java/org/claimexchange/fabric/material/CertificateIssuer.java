package org.claimexchange.fabric.material;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.claimexchange.fabric.plan.FabricNode;
import org.claimexchange.fabric.plan.House;
import org.claimexchange.fabric.plan.NetworkFolder;
import org.claimexchange.fabric.plan.WholeFile;

/** Issues more certificates from an organization's roots, for tests that need their own. */
public final class CertificateIssuer {
  private static final int SERIAL_BITS = 127;

  private final NetworkFolder folder;
  private final SecureRandom random;

  /** For one network. */
  public CertificateIssuer(NetworkFolder folder, SecureRandom random) {
    this.folder = folder;
    this.random = random;
  }

  /** A new P-256 key. */
  public KeyPair newKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A client's certificate. */
  public X509Certificate client(House house, String commonName, PublicKey key, Instant until)
      throws IOException {
    X509Certificate root = Pem.certificate(folder.root(house));
    X500Principal subject = new X500Principal("CN=" + commonName + ", OU=client");
    return sign(builder(root, subject, key, until), Pem.key(folder.rootKey(house)));
  }

  /** Gives a peer another TLS key and certificate, in its files. */
  public void replaceTls(FabricNode peer, Instant until) throws IOException {
    KeyPair key = newKey();
    X509Certificate root = Pem.certificate(folder.tlsRoot(peer.house()));
    var builder =
        builder(root, new X500Principal("CN=" + peer.name()), key.getPublic(), until)
            .addExtension(
                Extension.extendedKeyUsage,
                false,
                new ExtendedKeyUsage(
                    new KeyPurposeId[] {
                      KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
                    }))
            .addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(
                    new GeneralName[] {
                      new GeneralName(GeneralName.dNSName, "localhost"),
                      new GeneralName(GeneralName.iPAddress, "127.0.0.1")
                    }));
    X509Certificate certificate = sign(builder, Pem.key(folder.tlsRootKey(peer.house())));
    Path tls = folder.tls(peer);
    try {
      WholeFile.write(tls.resolve("server.crt"), pem("CERTIFICATE", certificate.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    WholeFile.write(tls.resolve("server.key"), pem("PRIVATE KEY", key.getPrivate().getEncoded()));
  }

  private JcaX509v3CertificateBuilder builder(
      X509Certificate root, X500Principal subject, PublicKey key, Instant until)
      throws CertIOException {
    // Fabric judges the chain at the time when the certificate began: the root must be there
    // already.
    Instant rootBegan = root.getNotBefore().toInstant();
    Instant begin = rootBegan.isBefore(until) ? rootBegan : until.minus(Duration.ofDays(1));
    var builder =
        new JcaX509v3CertificateBuilder(
            root,
            new BigInteger(SERIAL_BITS, random).setBit(0),
            Date.from(begin),
            Date.from(until),
            subject,
            key);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    return builder;
  }

  private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey rootKey)
      throws IOException {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(rootKey)));
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IOException("no certificate could be issued", e);
    }
  }

  private static byte[] pem(String type, byte[] content) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(type, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content), type)
        .getBytes(StandardCharsets.US_ASCII);
  }
}
