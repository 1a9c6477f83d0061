package org.claimexchange.ledger.embedded;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;

/** Keeps an identity as one PEM file, certificate then key, readable by its owner alone. */
final class IdentityFiles {
  private static final long LARGEST_FILE = 64 * 1024;

  private final Certificates certificates;
  private final Ecdsa ecdsa;

  IdentityFiles(Certificates certificates, Ecdsa ecdsa) {
    this.certificates = certificates;
    this.ecdsa = ecdsa;
  }

  Optional<NetworkIdentity> read(Path file, String mspId) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      if (Files.size(file) > LARGEST_FILE) {
        throw new EmbeddedNetworkException("Not a key file, it is too large: " + file);
      }
      try (PemReader reader = new PemReader(new StringReader(Files.readString(file)))) {
        Optional<X509Certificate> certificate = Optional.empty();
        Optional<PrivateKey> key = Optional.empty();
        for (PemObject next = reader.readPemObject(); next != null; next = reader.readPemObject()) {
          switch (next.getType()) {
            case "CERTIFICATE" -> certificate = Optional.of(certificates.read(next.getContent()));
            case "PRIVATE KEY" -> key = Optional.of(privateKey(next.getContent()));
            default ->
                throw new EmbeddedNetworkException(
                    "Expected one certificate and one private key in " + file);
          }
        }
        return Optional.of(
            new NetworkIdentity(
                mspId,
                certificate.orElseThrow(
                    () -> new EmbeddedNetworkException("No certificate in " + file)),
                key.orElseThrow(() -> new EmbeddedNetworkException("No private key in " + file))));
      }
    } catch (IOException | GeneralSecurityException e) {
      throw new EmbeddedNetworkException("The key file cannot be read: " + file, e);
    }
  }

  /** Writes beside and renames, so that a crash leaves either no file or a whole one. */
  void write(Path file, NetworkIdentity identity) {
    String text =
        Certificates.pem(identity.certificate())
            + "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(identity.privateKey().getEncoded())
            + "\n-----END PRIVATE KEY-----\n";
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    try {
      createPrivateFolder(beside.resolve("..").normalize());
      Files.deleteIfExists(beside);
      try (FileChannel out =
          FileChannel.open(
              beside,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      }
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new EmbeddedNetworkException("The key file cannot be written: " + file, e);
    }
  }

  static void createPrivateFolder(Path folder) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  private PrivateKey privateKey(byte[] pkcs8) throws GeneralSecurityException {
    return KeyFactory.getInstance("EC", ecdsa.provider())
        .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
  }
}
