package org.claimexchange.server.sealing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Signing keys as the files {@code *.properties} of a folder describe them. The folder is looked at
 * again for each package, so a key is replaced by putting a description beside the old one: the
 * newest whose time has come and whose certificate is valid signs. Safe for use by several threads.
 */
public final class FolderSigningKeys implements SigningKeys {

  private static final String SUFFIX = ".properties";

  private final Path folder;
  private final Consumer<String> problems;
  private final KeyStores stores = new KeyStores();
  private final ReentrantLock lock = new ReentrantLock();
  private Map<Path, Loaded> loaded = Map.of();

  private record Loaded(String state, Instant from, SigningKey key) {

    X509Certificate certificate() {
      return key.chain().getFirst();
    }

    boolean signsAt(Instant time) {
      return !time.isBefore(from)
          && !time.isBefore(certificate().getNotBefore().toInstant())
          && !time.isAfter(certificate().getNotAfter().toInstant());
    }
  }

  private FolderSigningKeys(Path folder, Consumer<String> problems) {
    this.folder = folder;
    this.problems = problems;
  }

  /**
   * Reads a folder.
   *
   * @param problems is told, without secrets, what is wrong with a description that comes later;
   *     the keys from before go on signing
   * @throws IllegalArgumentException if a description in it cannot be used, or none has a key on
   *     P-256 or RSA; the message tells all of it
   */
  public static FolderSigningKeys in(Path folder, Consumer<String> problems) {
    FolderSigningKeys keys = new FolderSigningKeys(folder, problems);
    List<String> found = new ArrayList<>();
    keys.refresh(found::add);
    if (found.isEmpty() && keys.loaded.values().stream().allMatch(FolderSigningKeys::isSm2)) {
      found.add(folder + ": expected a description *.properties of a key on P-256 or RSA");
    }
    keys.loaded.forEach((file, each) -> {
      if (isSm2(each) && keys.loaded.values().stream().noneMatch(other -> goWith(each, other))) {
        found.add(
            file.getFileName()
                + ": expected the URIs as alternative names that the certificate of a key on P-256"
                + " or RSA has");
      }
    });
    if (!found.isEmpty()) {
      throw new IllegalArgumentException("signing keys: " + String.join("; ", found));
    }
    return keys;
  }

  @Override
  public Pair at(Instant time) throws SealingException {
    lock.lock();
    try {
      refresh(problems);
      SigningKey main =
          newest(time, false)
              .orElseThrow(() ->
                  new SealingException(
                      SealingException.Reason.SIGNING_KEY,
                      "no key on P-256 or RSA with a certificate that is valid now"));
      Optional<SigningKey> sm2 = newest(time, true);
      if (sm2.isEmpty() && loaded.values().stream().anyMatch(FolderSigningKeys::isSm2)) {
        throw new SealingException(
            SealingException.Reason.SIGNING_KEY,
            "no key of SM2 with a certificate that is valid now, though one is configured");
      }
      if (sm2.isPresent() && !SigningKeys.ofOneParticipant(main, sm2.get())) {
        throw new SealingException(
            SealingException.Reason.SIGNING_KEY,
            "the certificates of the two signing keys do not name the same participant");
      }
      return new Pair(main, sm2);
    } finally {
      lock.unlock();
    }
  }

  private Optional<SigningKey> newest(Instant time, boolean sm2) {
    return loaded.values().stream()
        .filter(each -> isSm2(each) == sm2 && each.signsAt(time))
        .max(
            Comparator.comparing(Loaded::from)
                .thenComparing(each -> each.certificate().getNotBefore()))
        .map(Loaded::key);
  }

  private static boolean isSm2(Loaded each) {
    return each.key().algorithm() == SigningKey.Algorithm.SM2;
  }

  private static boolean goWith(Loaded sm2, Loaded other) {
    return !isSm2(other) && SigningKeys.ofOneParticipant(sm2.key(), other.key());
  }

  private void refresh(Consumer<String> told) {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    } catch (IOException e) {
      told.accept(folder + ": cannot be read");
      return;
    }
    Map<Path, Loaded> now = new HashMap<>();
    for (Path file : files) {
      Optional<Loaded> before = Optional.ofNullable(loaded.get(file));
      load(file, before, told).or(() -> before).ifPresent(each -> now.put(file, each));
    }
    loaded = now;
  }

  private Optional<Loaded> load(Path file, Optional<Loaded> before, Consumer<String> told) {
    try {
      KeyDescription description = KeyDescription.read(file);
      String state = state(file, description);
      if (before.isPresent() && before.get().state().equals(state)) {
        return before;
      }
      return Optional.of(new Loaded(state, description.from(), stores.open(description)));
    } catch (KeyDescription.MalformedException e) {
      told.accept(file.getFileName() + ": " + e.getMessage());
    } catch (IOException e) {
      told.accept(file.getFileName() + ": store or password cannot be read");
    } catch (GeneralSecurityException e) {
      told.accept(file.getFileName() + ": " + e.getMessage());
    }
    return Optional.empty();
  }

  /** What changes when any of its files does. */
  private static String state(Path file, KeyDescription description) throws IOException {
    List<Path> files = new ArrayList<>(List.of(file, description.password()));
    if (description instanceof KeyDescription.Pkcs12 pkcs12) {
      files.add(pkcs12.store());
    }
    StringBuilder state = new StringBuilder(description.toString());
    for (Path each : files) {
      BasicFileAttributes attributes = Files.readAttributes(each, BasicFileAttributes.class);
      state.append('|').append(attributes.lastModifiedTime()).append('|');
      state.append(attributes.size()).append('|').append(attributes.fileKey());
    }
    return state.toString();
  }
}
