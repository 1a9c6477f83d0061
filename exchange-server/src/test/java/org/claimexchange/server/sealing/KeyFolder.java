package org.claimexchange.server.sealing;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Instant;
import org.claimexchange.verifier.certificate.Sm2;
import org.claimexchange.verifier.sample.Authority;

/** A folder of signing keys, as an operator makes it. */
record KeyFolder(Path folder) {

  private static final String PASSWORD = "示范口令-8fR2";

  /** Puts a PKCS#12 file, its password and its description there. */
  void put(String name, Authority.Holder holder, Instant from) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12", Sm2.provider());
    store.load(null, new char[0]);
    store.setKeyEntry(
        "signer",
        holder.keys().getPrivate(),
        PASSWORD.toCharArray(),
        new Certificate[] {holder.certificate()});
    try (OutputStream out = Files.newOutputStream(folder.resolve(name + ".p12"))) {
      store.store(out, PASSWORD.toCharArray());
    }
    Files.writeString(folder.resolve(name + ".password"), PASSWORD + "\n");
    describe(
        name,
        "kind=pkcs12",
        "store=" + name + ".p12",
        "password-file=" + name + ".password",
        "from=" + from);
  }

  void describe(String name, String... lines) throws Exception {
    Files.writeString(folder.resolve(name + ".properties"), String.join("\n", lines) + "\n");
  }
}
