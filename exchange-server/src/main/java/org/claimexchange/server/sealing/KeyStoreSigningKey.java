package org.claimexchange.server.sealing;

import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.claimexchange.verifier.certificate.Sm2;

/**
 * A key of a key store: in memory, from a PKCS#12 file, or in a module that it never leaves, by
 * PKCS#11.
 */
public final class KeyStoreSigningKey implements SigningKey {

  private static final int MIN_RSA_BITS = 2048;

  private final PrivateKey key;
  private final List<X509Certificate> chain;
  private final Algorithm algorithm;
  private final Optional<Provider> provider;

  private KeyStoreSigningKey(
      PrivateKey key,
      List<X509Certificate> chain,
      Algorithm algorithm,
      Optional<Provider> provider) {
    this.key = key;
    this.chain = List.copyOf(chain);
    this.algorithm = algorithm;
    this.provider = provider;
  }

  /**
   * A key in memory and its certificates.
   *
   * @param chain the signer's certificate first, root excluded
   * @throws GeneralSecurityException if it is neither P-256 nor RSA of 2048 bits or more nor SM2
   */
  public static KeyStoreSigningKey of(PrivateKey key, List<X509Certificate> chain)
      throws GeneralSecurityException {
    if (chain.isEmpty()) {
      throw new GeneralSecurityException("expected a certificate for the signing key");
    }
    Algorithm algorithm = algorithmOf(chain.getFirst());
    return new KeyStoreSigningKey(
        key,
        chain,
        algorithm,
        algorithm == Algorithm.SM2 ? Optional.of(Sm2.provider()) : Optional.empty());
  }

  /**
   * A key in memory, from a store.
   *
   * @param alias its name in the store; empty where it holds one key only
   * @throws GeneralSecurityException if it is not there, or is neither P-256 nor RSA of 2048 bits
   *     or more nor SM2
   */
  public static KeyStoreSigningKey inMemory(KeyStore store, char[] password, String alias)
      throws GeneralSecurityException {
    String name = name(store, alias);
    return of(privateKey(store, name, password), chain(store, name));
  }

  /**
   * A key that stays in its module, by PKCS#11.
   *
   * @param store of the module
   * @param alias its name in the store; empty where it holds one key only
   * @throws GeneralSecurityException if it is not there, or is neither P-256 nor RSA of 2048 bits
   *     or more
   */
  public static KeyStoreSigningKey inModule(KeyStore store, char[] pin, String alias)
      throws GeneralSecurityException {
    String name = name(store, alias);
    List<X509Certificate> chain = chain(store, name);
    Algorithm algorithm = algorithmOf(chain.getFirst());
    if (algorithm == Algorithm.SM2) {
      throw new GeneralSecurityException("SM2 is not to be had by PKCS#11 here");
    }
    return new KeyStoreSigningKey(
        privateKey(store, name, pin), chain, algorithm, Optional.of(store.getProvider()));
  }

  private static String name(KeyStore store, String alias) throws GeneralSecurityException {
    List<String> keys = new ArrayList<>();
    for (Enumeration<String> names = store.aliases(); names.hasMoreElements(); ) {
      String name = names.nextElement();
      if (store.isKeyEntry(name) && (alias.isEmpty() || alias.equals(name))) {
        keys.add(name);
      }
    }
    if (keys.size() != 1) {
      throw new GeneralSecurityException(
          "expected one key"
              + (alias.isEmpty() ? "" : " named " + alias)
              + " in the store, found "
              + keys.size());
    }
    return keys.getFirst();
  }

  private static PrivateKey privateKey(KeyStore store, String name, char[] password)
      throws GeneralSecurityException {
    if (store.getKey(name, password) instanceof PrivateKey key) {
      return key;
    }
    throw new GeneralSecurityException("expected a private key in the store");
  }

  private static List<X509Certificate> chain(KeyStore store, String name)
      throws GeneralSecurityException {
    List<X509Certificate> chain = new ArrayList<>();
    Certificate[] certificates = store.getCertificateChain(name);
    if (certificates != null) {
      for (Certificate certificate : certificates) {
        if (certificate instanceof X509Certificate x509 && !selfIssued(x509, chain.isEmpty())) {
          chain.add(x509);
        }
      }
    }
    if (chain.isEmpty()) {
      throw new GeneralSecurityException("expected a certificate beside the key in the store");
    }
    return chain;
  }

  private static boolean selfIssued(X509Certificate certificate, boolean first) {
    return !first
        && certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
  }

  /** By the certificate: a key in a module does not tell. */
  private static Algorithm algorithmOf(X509Certificate certificate)
      throws GeneralSecurityException {
    if (Sm2.holds(certificate)) {
      return Algorithm.SM2;
    }
    if (certificate.getPublicKey() instanceof ECKey && onP256(certificate)) {
      return Algorithm.ES256;
    }
    if (certificate.getPublicKey() instanceof RSAKey rsa
        && rsa.getModulus().bitLength() >= MIN_RSA_BITS) {
      return Algorithm.RS256;
    }
    throw new GeneralSecurityException(
        "expected a key on P-256, of SM2, or RSA of 2048 bits or more");
  }

  private static boolean onP256(X509Certificate certificate) {
    return SECObjectIdentifiers.secp256r1.equals(
        SubjectPublicKeyInfo.getInstance(certificate.getPublicKey().getEncoded())
            .getAlgorithm()
            .getParameters());
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
    try {
      Signature signature =
          provider.isPresent()
              ? Signature.getInstance(algorithm.jca(), provider.get())
              : Signature.getInstance(algorithm.jca());
      signature.initSign(key);
      message.writeTo(new Signing(signature));
      return signature.sign();
    } catch (ProviderException e) {
      throw new GeneralSecurityException("the module does not sign now", e);
    }
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
    return "KeyStoreSigningKey[" + algorithm + "]";
  }
}
