package org.claimexchange.server.sealing;

import java.security.cert.X509Certificate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.claimexchange.verifier.certificate.Sm2;
import org.claimexchange.verifier.envelope.ContentCipher;

/** Which sealed file is whose: the recipient's certificate chooses. */
public final class Recipients {

  private Recipients() {}

  /** What is encrypted with for a certificate. */
  public static ContentCipher cipher(X509Certificate certificate) {
    return Sm2.holds(certificate) ? ContentCipher.SM4_GCM : ContentCipher.AES_256_GCM;
  }

  /** The recipients of each sealed file. */
  static Map<ContentCipher, List<X509Certificate>> byCipher(List<X509Certificate> recipients)
      throws SealingException {
    if (recipients.isEmpty()) {
      throw new SealingException(SealingException.Reason.RECIPIENT, "expected a recipient");
    }
    Map<ContentCipher, List<X509Certificate>> groups = new EnumMap<>(ContentCipher.class);
    for (ContentCipher cipher : ContentCipher.values()) {
      List<X509Certificate> group =
          recipients.stream().filter(recipient -> cipher(recipient) == cipher).toList();
      if (!group.isEmpty()) {
        groups.put(cipher, group);
      }
    }
    return groups;
  }
}
