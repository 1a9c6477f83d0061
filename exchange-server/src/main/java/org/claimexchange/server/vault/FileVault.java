package org.claimexchange.server.vault;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** One file a key, readable by its owner alone, below a folder that is kept out of backups. */
public final class FileVault implements Vault {
  private static final int KEY_BYTES = 32;

  private final Path folder;
  private final SecureRandom random;

  /**
   * @param folder where the keys lie; made if missing
   * @throws VaultException if the folder cannot be used
   */
  public FileVault(Path folder, SecureRandom random) {
    this.folder = folder;
    this.random = random;
    try {
      PrivateFiles.createFolder(folder);
    } catch (IOException e) {
      throw new VaultException("the key folder cannot be used: " + folder, e);
    }
  }

  @Override
  public SecretKey keyFor(KeyName name) {
    return find(name).orElseGet(() -> make(name));
  }

  @Override
  public Optional<SecretKey> find(KeyName name) {
    try {
      byte[] bytes = Files.readAllBytes(file(name));
      if (bytes.length != KEY_BYTES) {
        throw new VaultException("not a key of " + KEY_BYTES + " bytes: " + file(name));
      }
      return Optional.of(new SecretKeySpec(bytes, "AES"));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new VaultException("the key cannot be read: " + file(name), e);
    }
  }

  @Override
  public void destroy(KeyName name) {
    try {
      Path file = file(name);
      if (Files.exists(file)) {
        // Overwritten first: where the file system works in place, the bytes are gone at once.
        Files.write(file, new byte[KEY_BYTES]);
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new VaultException("the key cannot be destroyed: " + file(name), e);
    }
  }

  private SecretKey make(KeyName name) {
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    try {
      PrivateFiles.createFolder(place(name));
      PrivateFiles.writeNew(file(name), bytes);
      return new SecretKeySpec(bytes, "AES");
    } catch (FileAlreadyExistsException e) {
      return find(name).orElseThrow(() -> new VaultException("the key came and went: " + name, e));
    } catch (IOException e) {
      throw new VaultException("the key cannot be kept: " + file(name), e);
    }
  }

  private Path file(KeyName name) {
    return place(name).resolve(name.id() + ".key");
  }

  private Path place(KeyName name) {
    String use = name.use().name().toLowerCase(Locale.ROOT);
    return folder.resolve(use).resolve(name.id().substring(0, 1));
  }
}
