package org.claimexchange.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;

/**
 * ECDSA over P-256 with SHA-256 and nothing around it: what a provider can do on this machine, at
 * this moment.
 */
final class BareSignatures {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int MESSAGE_BYTES = 1_500;
  private static final int WARM_UP = 3_000;
  private static final long LEAST_NANOS = 1_000_000_000L;

  private final Provider provider;
  private final KeyPair keys;
  private final byte[] message = new byte[MESSAGE_BYTES];
  private final byte[] signature;

  BareSignatures(Provider provider, SecureRandom random) throws GeneralSecurityException {
    this.provider = provider;
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", provider);
    generator.initialize(new ECGenParameterSpec("secp256r1"), random);
    keys = generator.generateKeyPair();
    random.nextBytes(message);
    signature = sign();
    for (int i = 0; i < WARM_UP; i++) {
      sign();
      verify(keys.getPublic());
      verify(firstSeen());
    }
  }

  /** Seconds that one signature takes, on one core. */
  double secondsToSign() throws GeneralSecurityException {
    return 1 / rate(1, 0, 0);
  }

  /** Seconds that one check takes, on one core. */
  double secondsToVerify() throws GeneralSecurityException {
    return 1 / rate(0, 1, 0);
  }

  /** Seconds that one check takes with a key that comes but once, its decoding included. */
  double secondsToVerifyFirstSeen() throws GeneralSecurityException {
    return 1 / rate(0, 0, 1);
  }

  /** How often in a second of processor time so many signatures are made and checked. */
  double rate(int signs, int verifies, int firstSeen) throws GeneralSecurityException {
    long begun = THREADS.getCurrentThreadCpuTime();
    long rounds = 0;
    long took;
    do {
      for (int i = 0; i < signs; i++) {
        sign();
      }
      for (int i = 0; i < verifies; i++) {
        verify(keys.getPublic());
      }
      for (int i = 0; i < firstSeen; i++) {
        verify(firstSeen());
      }
      rounds++;
      took = THREADS.getCurrentThreadCpuTime() - begun;
    } while (took < LEAST_NANOS);
    return rounds * 1e9 / took;
  }

  private byte[] sign() throws GeneralSecurityException {
    Signature signing = Signature.getInstance("SHA256withECDSA", provider);
    signing.initSign(keys.getPrivate());
    signing.update(message);
    return signing.sign();
  }

  private PublicKey firstSeen() throws GeneralSecurityException {
    return KeyFactory.getInstance("EC", provider)
        .generatePublic(new X509EncodedKeySpec(keys.getPublic().getEncoded()));
  }

  private void verify(PublicKey key) throws GeneralSecurityException {
    Signature verifying = Signature.getInstance("SHA256withECDSA", provider);
    verifying.initVerify(key);
    verifying.update(message);
    if (!verifying.verify(signature)) {
      throw new GeneralSecurityException("a signature that was just made does not hold");
    }
  }
}
