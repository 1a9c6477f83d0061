package org.claimexchange.agent;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.text.ParseException;
import java.util.EnumSet;

/** Secrets in files that their owner alone can read. */
final class KeyFile {
  private static final int LARGEST = 16 * 1024;

  private KeyFile() {}

  /**
   * A private key, JWK of EC P-384 with a key id.
   *
   * @throws IOException if it is not that, or others can read it
   */
  static ECKey key(Path file) throws IOException {
    try {
      JWK jwk = JWK.parse(secret(file));
      if (jwk instanceof ECKey key
          && key.isPrivate()
          && Curve.P_384.equals(key.getCurve())
          && key.getKeyID() != null) {
        return key;
      }
    } catch (ParseException e) {
      // The same sentence serves; the parser's may hold what stands in the file.
    }
    throw new IOException(file + ": expected a private JWK of EC P-384 with a kid");
  }

  /**
   * A text.
   *
   * @throws IOException if it cannot be read, is too large, or others can read it
   */
  static String secret(Path file) throws IOException {
    var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view != null) {
      var others = EnumSet.copyOf(view.readAttributes().permissions());
      others.remove(PosixFilePermission.OWNER_READ);
      others.remove(PosixFilePermission.OWNER_WRITE);
      others.remove(PosixFilePermission.OWNER_EXECUTE);
      if (!others.isEmpty()) {
        throw new IOException(file + ": others can read it; chmod 600 it");
      }
    }
    if (Files.size(file) > LARGEST) {
      throw new IOException(file + ": larger than " + LARGEST + " bytes");
    }
    return Files.readString(file, StandardCharsets.UTF_8).strip();
  }
}
