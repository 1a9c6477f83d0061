package org.claimexchange.server.sealing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.claimexchange.verifier.certificate.Sm2;

/** Opens the stores of signing keys; a module is loaded once. Safe for use by several threads. */
final class KeyStores {

  private static final int MAX_STORE_BYTES = 256 * 1024;
  private static final int MAX_PASSWORD_BYTES = 1024;

  private final Map<String, Provider> modules = new ConcurrentHashMap<>();

  /** The key that a description tells of. */
  SigningKey open(KeyDescription description) throws GeneralSecurityException, IOException {
    char[] password = password(description.password());
    try {
      return switch (description) {
        case KeyDescription.Pkcs12 file -> pkcs12(file, password);
        case KeyDescription.Pkcs11 module -> pkcs11(module, password);
      };
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  /** By Bouncy Castle, which reads keys of SM2 too. */
  private static SigningKey pkcs12(KeyDescription.Pkcs12 file, char[] password)
      throws GeneralSecurityException, IOException {
    bounded(file.store(), MAX_STORE_BYTES);
    KeyStore store = KeyStore.getInstance("PKCS12", Sm2.provider());
    try (InputStream in = Files.newInputStream(file.store())) {
      store.load(in, password);
    }
    return KeyStoreSigningKey.inMemory(store, password, file.alias());
  }

  private SigningKey pkcs11(KeyDescription.Pkcs11 module, char[] pin)
      throws GeneralSecurityException, IOException {
    try {
      String place = module.library().toAbsolutePath() + "#" + module.slot();
      Provider provider = modules.computeIfAbsent(place, key -> provider(module));
      KeyStore store = KeyStore.getInstance("PKCS11", provider);
      store.load(null, pin);
      return KeyStoreSigningKey.inModule(store, pin, module.alias());
    } catch (ProviderException e) {
      throw new GeneralSecurityException("the module cannot be used", e);
    }
  }

  private Provider provider(KeyDescription.Pkcs11 module) {
    Provider base = Security.getProvider("SunPKCS11");
    if (base == null) {
      throw new ProviderException("this Java has no PKCS#11");
    }
    return base.configure(
        "--name=claimexchange-"
            + modules.size()
            + "\nlibrary="
            + module.library().toAbsolutePath()
            + "\nslot="
            + module.slot()
            + "\n");
  }

  private static char[] password(Path file) throws IOException {
    bounded(file, MAX_PASSWORD_BYTES);
    byte[] bytes = Files.readAllBytes(file);
    CharBuffer text = StandardCharsets.UTF_8.decode(java.nio.ByteBuffer.wrap(bytes));
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    char[] password = new char[end];
    text.get(password);
    Arrays.fill(bytes, (byte) 0);
    return password;
  }

  private static void bounded(Path file, long bytes) throws IOException {
    if (Files.size(file) > bytes) {
      throw new IOException(file + ": larger than " + bytes + " bytes");
    }
  }
}
