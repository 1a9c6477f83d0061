package org.claimexchange.verifier.evidence;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * ECDSA on P-256 with SHA-256 as Fabric makes it: DER in its one form, {@code s} in the lower half
 * of the order, so that nobody can make a second signature of a first.
 */
public final class EndorserSignature {

  /** Peers are few; more keys than this are not remembered. */
  private static final int MOST_REMEMBERED = 256;

  private final Provider provider = new BouncyCastleProvider();

  /**
   * Keys as the provider has them, by their exact encoding: on a key that it has seen it checks a
   * signature more than twice as fast, since it keeps multiples of the key's point. What a key is
   * trusted for is not remembered here.
   */
  private final Map<ByteBuffer, PublicKey> remembered = new ConcurrentHashMap<>();

  /** Whether the signature is over the concatenation of the two. */
  public boolean holds(PublicKey key, byte[] payload, byte[] identity, byte[] signature) {
    if (!(key instanceof ECPublicKey ec) || ec.getParams().getOrder().bitLength() != 256) {
      return false;
    }
    if (!inItsOneForm(signature, ec.getParams().getOrder())) {
      return false;
    }
    try {
      Signature verifier = Signature.getInstance("SHA256withECDSA", provider);
      verifier.initVerify(provided(key));
      verifier.update(payload);
      verifier.update(identity);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private PublicKey provided(PublicKey key) throws GeneralSecurityException {
    byte[] encoded = key.getEncoded();
    PublicKey known = remembered.get(ByteBuffer.wrap(encoded));
    if (known != null) {
      return known;
    }
    PublicKey made =
        KeyFactory.getInstance("EC", provider).generatePublic(new X509EncodedKeySpec(encoded));
    if (remembered.size() >= MOST_REMEMBERED) {
      remembered.clear();
    }
    remembered.put(ByteBuffer.wrap(encoded), made);
    return made;
  }

  private static boolean inItsOneForm(byte[] signature, BigInteger order) {
    try {
      ASN1Sequence pair = ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(signature));
      if (pair.size() != 2 || !Arrays.equals(pair.getEncoded(ASN1Encoding.DER), signature)) {
        return false;
      }
      BigInteger s = ASN1Integer.getInstance(pair.getObjectAt(1)).getValue();
      return s.signum() > 0 && s.compareTo(order.shiftRight(1)) <= 0;
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }
}
