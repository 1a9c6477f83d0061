package org.claimexchange.server.sealing;

import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import org.claimexchange.verifier.certificate.Sm2;

/** A key in memory, from a PKCS#12 file. */
public final class Pkcs12SigningKey implements SigningKey {

  private static final int P256_BITS = 256;
  private static final int MIN_RSA_BITS = 2048;

  private final PrivateKey key;
  private final List<X509Certificate> chain;
  private final Algorithm algorithm;

  private Pkcs12SigningKey(PrivateKey key, List<X509Certificate> chain, Algorithm algorithm) {
    this.key = key;
    this.chain = List.copyOf(chain);
    this.algorithm = algorithm;
  }

  /**
   * The one private key of a store.
   *
   * @throws GeneralSecurityException if it holds none or several, or one that is neither P-256 nor
   *     RSA of 2048 bits or more nor SM2
   */
  public static Pkcs12SigningKey of(KeyStore store, char[] password)
      throws GeneralSecurityException {
    List<String> keys = new ArrayList<>();
    for (Enumeration<String> names = store.aliases(); names.hasMoreElements(); ) {
      String name = names.nextElement();
      if (store.isKeyEntry(name)) {
        keys.add(name);
      }
    }
    if (keys.size() != 1) {
      throw new GeneralSecurityException("expected one key in the store, found " + keys.size());
    }
    if (!(store.getKey(keys.getFirst(), password) instanceof PrivateKey key)) {
      throw new GeneralSecurityException("expected a private key in the store");
    }
    List<X509Certificate> chain = new ArrayList<>();
    for (Certificate certificate : store.getCertificateChain(keys.getFirst())) {
      if (certificate instanceof X509Certificate x509 && !selfIssued(x509, chain.isEmpty())) {
        chain.add(x509);
      }
    }
    return of(key, chain);
  }

  /**
   * A key and its certificates.
   *
   * @param chain the signer's certificate first, root excluded
   */
  public static Pkcs12SigningKey of(PrivateKey key, List<X509Certificate> chain)
      throws GeneralSecurityException {
    if (chain.isEmpty()) {
      throw new GeneralSecurityException("expected a certificate for the signing key");
    }
    return new Pkcs12SigningKey(key, chain, algorithmOf(key));
  }

  private static boolean selfIssued(X509Certificate certificate, boolean first) {
    return !first
        && certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
  }

  private static Algorithm algorithmOf(PrivateKey key) throws GeneralSecurityException {
    if (Sm2.holds(key)) {
      return Algorithm.SM2;
    }
    if (key instanceof ECKey ec && ec.getParams().getOrder().bitLength() == P256_BITS) {
      return Algorithm.ES256;
    }
    if (key instanceof RSAKey rsa && rsa.getModulus().bitLength() >= MIN_RSA_BITS) {
      return Algorithm.RS256;
    }
    throw new GeneralSecurityException("expected a key on P-256, of SM2, or RSA of 2048 bits or more");
  }

  @Override
  public List<X509Certificate> chain() {
    return chain;
  }

  @Override
  public Algorithm algorithm() {
    return algorithm;
  }

  @Override
  public byte[] sign(Message message) throws GeneralSecurityException, IOException {
    Signature signature =
        algorithm == Algorithm.SM2
            ? Signature.getInstance(algorithm.jca(), Sm2.provider())
            : Signature.getInstance(algorithm.jca());
    signature.initSign(key);
    message.writeTo(new Signing(signature));
    return signature.sign();
  }

  private static final class Signing extends OutputStream {
    private final Signature signature;

    Signing(Signature signature) {
      this.signature = signature;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      try {
        signature.update(bytes, from, length);
      } catch (SignatureException e) {
        throw new IOException(e);
      }
    }
  }

  @Override
  public String toString() {
    return "Pkcs12SigningKey[" + algorithm + "]";
  }
}
