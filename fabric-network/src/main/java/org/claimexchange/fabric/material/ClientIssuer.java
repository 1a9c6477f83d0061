package org.claimexchange.fabric.material;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.claimexchange.fabric.plan.House;
import org.claimexchange.fabric.plan.NetworkFolder;

/** Issues more client certificates from an organization's root, for tests that need many. */
public final class ClientIssuer {
  private static final Duration CLOCK_SLACK = Duration.ofMinutes(5);
  private static final int SERIAL_BITS = 127;

  private final NetworkFolder folder;
  private final SecureRandom random;

  /** For one network. */
  public ClientIssuer(NetworkFolder folder, SecureRandom random) {
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
  public X509Certificate issue(
      House house, String commonName, KeyPair key, Instant now, Duration life) throws IOException {
    X509Certificate root = Pem.certificate(folder.root(house));
    var subject =
        new X500NameBuilder(BCStyle.INSTANCE)
            .addRDN(BCStyle.OU, "client")
            .addRDN(BCStyle.CN, commonName)
            .build();
    var builder =
        new JcaX509v3CertificateBuilder(
            root,
            new BigInteger(SERIAL_BITS, random).setBit(0),
            Date.from(now.minus(CLOCK_SLACK)),
            Date.from(now.plus(life)),
            new X500Principal(subject.getEncoded()),
            key.getPublic());
    try {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(root));
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA")
                      .build(Pem.key(folder.rootKey(house)))));
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IOException("no certificate could be issued for " + house.mspId(), e);
    }
  }
}
